import { billRunMachine } from "@/lib/billing/bill-runs/machine";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Goes on with a run that gave up, where it stopped. */
export const resumeBillRun = command({
  name: "bill-runs.resume",
  permission: "billing.bills.write",
  input: object({ billRunId: id }),
  scope: ofRow("bill_run", (input) => input.billRunId),
  async run({ input: { billRunId }, tx, place, audit, emit }) {
    const state = await billRunMachine.move(
      "resume",
      ({ where, data }) =>
        tx.billRun.updateMany({
          where: { id: billRunId, ...where },
          data: { ...data, error: null, endedAt: null },
        }),
      () => tx.billRun.findUnique({ where: { id: billRunId }, select: { state: true } }),
    );
    emit("bill-runs/begun", { billRunId, organizationId: place.organizationId });
    audit.target({ type: "bill-runs", id: billRunId, label: billRunId.slice(-8) });
    audit.change({ state: "failed" }, { state });
    return { billRunId, state };
  },
});
