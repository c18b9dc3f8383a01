import { machine } from "@/lib/core/machine";

/** States of a durable run, as the middleware records them (`inngest/job-run.ts`). */
export const jobRunMachine = machine({
  noun: "job-runs",
  initial: "queued",
  states: { queued: "waiting", running: "progress", completed: "done", failed: "danger", canceled: "over" },
  moves: {
    start: { from: ["queued"], to: "running", command: null },
    wait: { from: ["running"], to: "queued", command: null },
    complete: { from: ["running"], to: "completed", command: null },
    fail: { from: ["queued", "running"], to: "failed", command: null },
    cancel: { from: ["queued", "running"], to: "canceled", command: "job-runs.cancel" },
  },
});
