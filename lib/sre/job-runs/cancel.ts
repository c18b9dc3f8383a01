import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { jobRunMachine } from "@/lib/sre/job-runs/machine";

/** Stops a run: what a step is doing right now is not interrupted, nothing follows it. */
export const cancelJobRun = command({
  name: "job-runs.cancel",
  permission: "sre.job-runs.write",
  input: object({ jobRunId: id, reason }),
  scope: ofRow("job_run", (input) => input.jobRunId),
  async run({ input: { jobRunId }, tx, audit, emit, now }) {
    const read = () =>
      tx.jobRun.findUnique({
        where: { id: jobRunId },
        select: { functionId: true, state: true, runId: true },
      });
    const before = await read();
    if (!before) throw notFound();
    const state = await jobRunMachine.move(
      "cancel",
      ({ where, data }) =>
        tx.jobRun.updateMany({
          where: { id: jobRunId, ...where },
          data: { ...data, endedAt: now, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "job-runs", id: jobRunId, label: before.functionId });
    audit.change({ state: before.state }, { state });
    emit("job-runs/canceled", { runId: before.runId });
    return { jobRunId, state };
  },
});
