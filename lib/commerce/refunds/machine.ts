import { machine } from "@/lib/core/machine";

/** A refund exists once two people agreed to it: what is asked for and not yet agreed to is an approval. */
export const refundMachine = machine({
  noun: "refunds",
  initial: "processing",
  states: { processing: "progress", unknown: "danger", succeeded: "done", failed: "danger" },
  moves: {
    lose_answer: { from: ["processing"], to: "unknown", command: null },
    settle: { from: ["processing", "unknown"], to: "succeeded", command: null },
    fail: { from: ["processing", "unknown"], to: "failed", command: null },
    // A bank may send the money back days later.
    return: { from: ["succeeded"], to: "failed", command: null },
  },
});
