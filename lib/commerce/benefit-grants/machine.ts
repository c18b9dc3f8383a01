import { machine } from "@/lib/core/machine";

/** States of a grant: planned when its order is paid, granted by a durable function, and what may become of it. */
export const benefitGrantMachine = machine({
  noun: "benefit-grants",
  initial: "pending",
  states: { pending: "waiting", granted: "done", failed: "danger", revoked: "over", expired: "over" },
  moves: {
    grant: { from: ["pending", "failed"], to: "granted", command: null },
    fail: { from: ["pending", "failed"], to: "failed", command: null },
    revoke: { from: ["pending", "failed", "granted"], to: "revoked", command: "benefit-grants.revoke" },
    expire: { from: ["granted"], to: "expired", command: null },
  },
});

export type BenefitGrantState = keyof typeof benefitGrantMachine.states;
