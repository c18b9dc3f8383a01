import { z } from "zod";
import { billRunMachine } from "@/lib/billing/bill-runs/machine";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { notify } from "@/lib/notifications/inbox/notify";

/** The job gave up: what was billed stays billed, and whoever asked is told. The run can be resumed. */
export const failBillRun = command({
  name: "bill-runs.fail",
  permission: null,
  approvable: false,
  input: object({ billRunId: id, message: z.string().min(1).max(500) }),
  scope: bySystem(ofRow("bill_run", (input) => input.billRunId)),
  async run({ input: { billRunId, message }, tx, audit, now }) {
    const read = () =>
      tx.billRun.findUnique({
        where: { id: billRunId },
        select: { state: true, operatorId: true, organizationId: true, periodFrom: true },
      });
    const state = await billRunMachine.move(
      "fail",
      ({ where, data }) =>
        tx.billRun.updateMany({
          where: { id: billRunId, ...where },
          data: { ...data, error: message, endedAt: now },
        }),
      read,
    );
    const run = (await read())!;
    const label = run.periodFrom.toISOString().slice(0, 7);
    if (run.operatorId)
      await notify(tx, {
        operatorIds: [run.operatorId],
        message: "billing.inbox.bill_run_failed",
        params: { month: label },
        href: `billing/bills/runs/${billRunId}`,
        organizationId: run.organizationId,
        now,
      });
    audit.target({ type: "bill-runs", id: billRunId, label });
    audit.reason(message);
    return { billRunId, state };
  },
});
