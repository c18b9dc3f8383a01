import { z } from "zod";
import { carryOver } from "@/lib/billing/bill-items/carry-over";
import { beginDraft, refreshDraft } from "@/lib/billing/bills/draft";
import { byIssuerOf } from "@/lib/billing/bills/issuer";
import { lockBill, targetOf } from "@/lib/billing/bills/locked-row";
import { undoBill } from "@/lib/billing/bills/return-payments";
import { endBill, endingPreview } from "@/lib/billing/bills/void";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";

/**
 * Opens an issued bill again (admin-prd 7): it is voided, what it posted is reversed and what was paid is given back; a new
 * draft with the same items replaces it, to be changed and issued under a number of its own.
 */
export const reopenBill = command({
  name: "bills.reopen",
  permission: "billing.bills.void",
  sensitive: true,
  input: object({ billId: id, version: z.int().positive().optional(), reason }),
  scope: byIssuerOf("bill", (input) => input.billId),
  preview: ({ billId }) => endingPreview(billId, { replacedBy: "to_issue" }),
  async run({ input: { billId, version, reason }, tx, audit, emit, now }) {
    const run = { tx, emit, now };
    const bill = await lockBill(tx, billId, version);
    await endBill(run, bill, "reopen", reason);
    const { issuerId, organizationId, customerId, kind, currency, discountRate, taxRate } = bill;
    const draftId = await beginDraft(tx, {
      issuerId,
      organizationId,
      customerId,
      kind,
      currency,
      start: bill.periodStart,
      end: bill.periodEnd,
      discountRate,
      taxRate,
      replacesId: billId,
      now,
    });
    await carryOver(tx, billId, draftId, now);
    const { total } = await refreshDraft(tx, draftId, now);
    emit("bills/reopened", { billId, draftId, organizationId });
    const { returned } = await undoBill(run, bill);
    audit.target(targetOf(bill));
    audit.change(
      { state: bill.state, paid: bill.paid.toJSON() },
      { state: "void", draftId, returned: returned.toJSON(), total: total.toJSON() },
    );
    return { billId, draftId, returned: returned.toJSON() };
  },
});
