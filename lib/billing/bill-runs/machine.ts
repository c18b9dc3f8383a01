import { machine } from "@/lib/core/machine";

/** A run goes from owner to owner; one that cannot be billed does not stop it. */
export const billRunMachine = machine({
  noun: "bill-runs",
  initial: "running",
  states: { running: "progress", completed: "done", failed: "danger" },
  moves: {
    complete: { from: ["running"], to: "completed", command: null },
    fail: { from: ["running"], to: "failed", command: null },
    resume: { from: ["failed"], to: "running", command: "bill-runs.resume" },
  },
});
