import { machine } from "@/lib/core/machine";

/** States of money that waits to go back. It is done when its refund has moved it. */
export const refundTaskMachine = machine({
  noun: "refund-tasks",
  initial: "open",
  states: { open: "waiting", done: "done", dismissed: "over" },
  moves: {
    refund: { from: ["open"], to: "done", command: "refunds.request" },
    dismiss: { from: ["open"], to: "dismissed", command: "refund-tasks.dismiss" },
  },
});
