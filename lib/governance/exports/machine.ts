import { machine } from "@/lib/core/machine";

/** States of an export. A finished file can be fetched until it expires (admin-prd 17). */
export const exportMachine = machine({
  noun: "exports",
  initial: "queued",
  states: {
    queued: "waiting",
    running: "progress",
    completed: "done",
    failed: "danger",
    canceled: "over",
    expired: "over",
  },
  moves: {
    start: { from: ["queued", "running"], to: "running", command: null },
    complete: { from: ["running"], to: "completed", command: null },
    fail: { from: ["queued", "running"], to: "failed", command: null },
    cancel: { from: ["queued", "running"], to: "canceled", command: "exports.cancel" },
    expire: { from: ["completed"], to: "expired", command: null },
  },
});
