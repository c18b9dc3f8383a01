import { z } from "zod";
import { skipReasons } from "@/lib/billing/bill-runs/bill-owner";
import { billRunMachine } from "@/lib/billing/bill-runs/machine";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";

/** An owner who could not be billed, and why: a key of the catalogue's errors. */
const failure = object({
  profileId: id,
  name: z.string(),
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RunFailure = z.output<typeof failure>;

/** An owner who got no bill, and why: a key below `billing.pages.billRuns.skipReasons`. */
const skip = object({ profileId: id, name: z.string(), reason: z.enum(skipReasons) });
export type RunSkip = z.output<typeof skip>;

/** So many of either are kept with the run. */
const most = 100;

/** Notes how far a run has come; who has been noted is not looked at again. */
export const noteBillRun = command({
  name: "bill-runs.note",
  permission: null,
  approvable: false,
  input: object({
    billRunId: id,
    /** The last one reached before; null at the beginning. */
    afterId: id.nullable(),
    /** The last one reached now. */
    lastId: id.nullable(),
    reached: z.int().nonnegative(),
    failures: z.array(failure).max(500),
    skips: z.array(skip).max(500),
    /** Nobody is left. */
    last: z.boolean(),
  }),
  scope: bySystem(ofRow("bill_run", (input) => input.billRunId)),
  async run({ input, tx, audit, now }) {
    const { billRunId, afterId, lastId, reached, failures, skips, last } = input;
    await tx.$queryRaw`select 1 from bill_run where id = ${billRunId}::uuid for update`;
    const run = await tx.billRun.findUnique({
      where: { id: billRunId },
      select: {
        state: true,
        reached: true,
        failed: true,
        failures: true,
        skipped: true,
        skips: true,
        lastProfileId: true,
        organizationId: true,
        operatorId: true,
        periodFrom: true,
      },
    });
    if (!run) throw notFound();
    const label = run.periodFrom.toISOString().slice(0, 7);
    audit.target({ type: "bill-runs", id: billRunId, label });
    // Another run of the job was here in the meantime.
    if (run.state !== "running" || run.lastProfileId !== afterId)
      return { billRunId, over: run.state !== "running" };
    const earlier = z.array(failure).parse(run.failures);
    const failed = run.failed + failures.length;
    await tx.billRun.update({
      where: { id: billRunId },
      data: {
        reached: run.reached + reached,
        failed,
        failures: [...earlier, ...failures].slice(0, most),
        skipped: run.skipped + skips.length,
        skips: [...z.array(skip).parse(run.skips), ...skips].slice(0, most),
        lastProfileId: lastId ?? run.lastProfileId,
        ...(last ? { state: billRunMachine.moves.complete.to, endedAt: now } : {}),
      },
      select: { id: true },
    });
    audit.change({ reached: run.reached }, { reached: run.reached + reached, failed });
    if (last && run.operatorId)
      await notify(tx, {
        operatorIds: [run.operatorId],
        message: "billing.inbox.bill_run_completed",
        params: { month: label, count: await tx.bill.count({ where: { runId: billRunId } }), failed },
        href: `billing/bills/runs/${billRunId}`,
        organizationId: run.organizationId,
        now,
      });
    return { billRunId, over: last };
  },
});
