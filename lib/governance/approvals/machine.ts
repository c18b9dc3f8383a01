import { machine } from "@/lib/core/machine";

/** States of an approval (control-tower 6.2, design section 4). */
export const approvalMachine = machine({
  noun: "approvals",
  initial: "pending",
  states: {
    pending: "waiting",
    approved: "progress",
    executing: "progress",
    executed: "done",
    failed: "danger",
    rejected: "over",
    canceled: "over",
    expired: "over",
  },
  moves: {
    approve: { from: ["pending"], to: "approved", command: "approvals.approve" },
    reject: { from: ["pending"], to: "rejected", command: "approvals.reject" },
    cancel: { from: ["pending"], to: "canceled", command: "approvals.cancel" },
    expire: { from: ["pending"], to: "expired", command: null },
    claim: { from: ["approved"], to: "executing", command: null },
    finish: { from: ["executing"], to: "executed", command: null },
    fail: { from: ["executing"], to: "failed", command: null },
    retry: { from: ["failed", "approved"], to: "executing", command: "approvals.retry" },
    settle: { from: ["executing"], to: "executed", command: "approvals.settle" },
    // What was believed not to be done turned out to be.
    turn_out: { from: ["failed"], to: "executed", command: null },
    give_up: { from: ["executing"], to: "failed", command: "approvals.settle" },
  },
});
