import { machine } from "@/lib/core/machine";

/** States of an import. Its rows are done one by one: what a canceled or failed one has made, stays. */
export const importMachine = machine({
  noun: "imports",
  initial: "queued",
  states: { queued: "waiting", running: "progress", completed: "done", failed: "danger", canceled: "over" },
  moves: {
    start: { from: ["queued", "running"], to: "running", command: null },
    complete: { from: ["running"], to: "completed", command: null },
    fail: { from: ["queued", "running"], to: "failed", command: null },
    cancel: { from: ["queued", "running"], to: "canceled", command: "imports.cancel" },
  },
});
