import { machine } from "@/lib/core/machine";

/** A chargeback ends as the bank decides, a dispute of a bill as we do. */
export const disputeMachine = machine({
  noun: "disputes",
  initial: "open",
  states: { open: "waiting", won: "done", lost: "danger", credited: "done", rejected: "over" },
  moves: {
    // A bank may think again.
    win: { from: ["open", "lost"], to: "won", command: null },
    lose: { from: ["open"], to: "lost", command: null },
    credit: { from: ["open"], to: "credited", command: null },
    reject: { from: ["open"], to: "rejected", command: null },
  },
});
