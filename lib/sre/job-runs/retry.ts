import { z } from "zod";
import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

const eventData = z.record(z.string(), z.unknown());

/**
 * Sends the event a failed or canceled run began with once more (control-tower 5.6). Whatever listens to that event runs again,
 * which is why every step is idempotent.
 */
export const retryJobRun = command({
  name: "job-runs.retry",
  permission: "sre.job-runs.write",
  input: object({ jobRunId: id }),
  scope: ofRow("job_run", (input) => input.jobRunId),
  async run({ input: { jobRunId }, tx, audit, emit }) {
    const run = await tx.jobRun.findUnique({
      where: { id: jobRunId },
      select: { functionId: true, state: true, eventName: true, eventData: true },
    });
    if (!run) throw notFound();
    if (run.state !== "failed" && run.state !== "canceled")
      throw refused("sre.run_not_over", { state: run.state });
    // A scheduled run has no event of ours to repeat: its schedule starts the next one.
    if (!run.eventName || run.eventName.startsWith("inngest/")) throw refused("sre.run_not_repeatable");
    emit(run.eventName, eventData.parse(run.eventData ?? {}));
    audit.target({ type: "job-runs", id: jobRunId, label: run.functionId });
    return { jobRunId, eventName: run.eventName };
  },
});
