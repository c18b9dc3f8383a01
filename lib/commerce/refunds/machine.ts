import { machine } from "@/lib/core/machine";

/** A refund exists once two people agreed to it: what is asked for and not yet agreed to is an approval. */
export const refundMachine = machine({
  noun: "refunds",
  initial: "processing",
  states: {
    processing: "progress",
    to_send: "waiting",
    unknown: "danger",
    succeeded: "done",
    failed: "danger",
  },
  moves: {
    lose_answer: { from: ["processing"], to: "unknown", command: null },
    settle: { from: ["processing", "unknown"], to: "succeeded", command: null },
    send: { from: ["to_send"], to: "succeeded", command: "refunds.confirm-transfer" },
    give_up: { from: ["to_send"], to: "failed", command: "refunds.give-up-transfer" },
    // The provider has it and takes its time.
    accept: { from: ["processing", "unknown"], to: "processing", command: null },
    // People believed that it was not done, and the provider says it is.
    revive: { from: ["failed"], to: "processing", command: null },
    fail: { from: ["processing", "unknown"], to: "failed", command: null },
    // A bank may send the money back days later.
    return: { from: ["succeeded"], to: "failed", command: null },
  },
});

/** A refund whose end nobody knows yet. */
export const openStates = ["processing", "to_send", "unknown"] as const;

export const isOpen = (state: string): boolean => openStates.some((open) => open === state);
