import { beginDraft, fillDraft, refreshDraft, unbilledFrom } from "@/lib/billing/bills/draft";
import { issueDraft } from "@/lib/billing/bills/issue";
import { issuerOf } from "@/lib/billing/bills/issuer";
import { lockBill } from "@/lib/billing/bills/locked-row";
import { firstOfMonth, momentsOf, requireOver } from "@/lib/billing/bills/period";
import { command, type Run } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import type { BillKind } from "@/lib/core/generated/prisma/enums";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

const day = (date: Date): string => date.toISOString().slice(0, 10);

type BillingRun = Pick<Run<unknown>, "tx" | "emit" | "now">;

/**
 * Bills one owner for a run: makes and issues what there is to bill, all of it or nothing. Prepaid owners get a statement, and a
 * bill as well when something waits for one or was spent on credit. Where some days of the period are billed already, by hand or by
 * the month before the owner went over to quarters, the bill begins after them.
 */
export const billOwner = command({
  name: "bill-runs.bill-owner",
  permission: null,
  approvable: false,
  input: object({ billRunId: id, billingProfileId: id }),
  scope: bySystem(ofRow("billing_profile", (input) => input.billingProfileId)),
  async run({ input: { billRunId, billingProfileId }, tx, audit, emit, now }) {
    const run = await tx.billRun.findUnique({
      where: { id: billRunId },
      select: { periodFrom: true, periodUntil: true, byProfile: true, operatorId: true },
    });
    const profile = await tx.billingProfile.findUnique({
      where: { id: billingProfileId },
      select: {
        organizationId: true,
        customerId: true,
        mode: true,
        currency: true,
        periodMonths: true,
        taxRate: true,
        discountRate: true,
        organization: { select: { name: true } },
        customer: { select: { name: true } },
      },
    });
    if (!run || !profile) throw notFound();
    const { organizationId, customerId } = profile;
    audit.target({
      type: "billing-profiles",
      id: billingProfileId,
      label: profile.customer?.name ?? profile.organization.name,
    });
    const until = day(run.periodUntil);
    const from = run.byProfile ? firstOfMonth(until, -profile.periodMonths) : day(run.periodFrom);
    const { start, end } = await momentsOf(tx, organizationId, { from, until });
    requireOver(end, now);
    const issuerId = await issuerOf(tx, { organizationId, customerId });
    const issued: string[] = [];
    const reasons: SkipReason[] = [];
    for (const kind of profile.mode === "prepaid" ? statementAndBill : billAlone) {
      const statement = kind === "prepaid_statement";
      const made = await billFor({ tx, emit, now }, run.operatorId, {
        organizationId,
        customerId,
        issuerId,
        kind,
        currency: profile.currency,
        start,
        end,
        discountRate: statement ? "0" : profile.discountRate,
        taxRate: statement ? "0" : profile.taxRate,
        runId: billRunId,
        now,
      });
      if ("number" in made) issued.push(made.number);
      else reasons.push(made.none);
    }
    // What was billed before is the better reason: nothing else was looked for.
    const skipped: SkipReason | null =
      issued.length > 0 ? null : reasons.includes("billed") ? "billed" : "nothing_to_bill";
    audit.change(null, { issued });
    return { billingProfileId, issued, skipped };
  },
});

const statementAndBill: BillKind[] = ["prepaid_statement", "postpaid"];
const billAlone: BillKind[] = ["postpaid"];

/** Why an owner gets no bill of a run: their period is billed already, or there is nothing to bill. */
export const skipReasons = ["billed", "nothing_to_bill"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** @returns the bill's number, or why there is none. */
async function billFor(
  run: BillingRun,
  operatorId: string | null,
  wanted: Parameters<typeof beginDraft>[1],
): Promise<{ number: string } | { none: SkipReason }> {
  const { tx, now } = run;
  const start = await unbilledFrom(tx, wanted);
  if (!start) return { none: "billed" };
  const draft = { ...wanted, start };
  const billId = await beginDraft(tx, draft);
  if ((await fillDraft(tx, billId, draft)) === 0) {
    await tx.bill.delete({ where: { id: billId } });
    return { none: "nothing_to_bill" };
  }
  await refreshDraft(tx, billId, now);
  const { number } = await issueDraft(run, await lockBill(tx, billId), operatorId);
  return { number };
}
