import { machine } from "@/lib/core/machine";

/** States of what a provider told us. `refused` is where its signature was wrong: kept as a record, never believed. */
export const paymentEventMachine = machine({
  noun: "payment-events",
  initial: "received",
  states: {
    received: "waiting",
    handled: "done",
    ignored: "over",
    failed: "danger",
    refused: "danger",
  },
  moves: {
    handle: { from: ["received"], to: "handled", command: null },
    ignore: { from: ["received"], to: "ignored", command: null },
    fail: { from: ["received"], to: "failed", command: null },
    reprocess: {
      from: ["received", "handled", "ignored", "failed"],
      to: "received",
      command: "payment-events.reprocess",
    },
  },
});
