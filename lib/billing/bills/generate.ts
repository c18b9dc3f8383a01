import { z } from "zod";
import { profileOf } from "@/lib/billing/billing-profiles/find";
import { beginDraft, fillDraft, refreshDraft } from "@/lib/billing/bills/draft";
import { byIssuerOfOwner, issuerOf, type OwnerInput, ownerIn } from "@/lib/billing/bills/issuer";
import { targetOf } from "@/lib/billing/bills/locked-row";
import { daysOf, momentsOf, type PeriodInput, periodFields, requireOver } from "@/lib/billing/bills/period";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { currency } from "@/lib/core/money";

type Input = OwnerInput & PeriodInput & { currency?: string; kind?: "prepaid_statement" | "postpaid" };

/**
 * Makes a draft of an owner's bill for a month, a longer period that ends with it, or any days that are over (admin-prd 7): what
 * was spent on credit, and what waits for a bill; or, as a statement, what was deducted from the wallet. Nothing is on two bills,
 * and nothing falls between two: what an earlier period left out is on the next bill. A draft may be empty, for fees to be added by
 * hand.
 */
export const generateBill = command({
  name: "bills.generate",
  permission: "billing.bills.write",
  input: object({
    customerId: id.optional(),
    organizationId: id.optional(),
    ...periodFields,
    /** The organization's own, unless said. */
    currency: currency.optional(),
    /** As the owner's profile says, unless said. */
    kind: z.enum(["postpaid", "prepaid_statement"]).optional(),
  }),
  scope: byIssuerOfOwner<Input>(),
  async run({ input, tx, caller, audit, now }) {
    const owner = await ownerIn(tx, input, caller);
    const organization = await tx.organization.findUniqueOrThrow({
      where: { id: owner.organizationId },
      select: { currency: true },
    });
    const inCurrency = input.currency ?? organization.currency;
    const profile = await profileOf(tx, owner, inCurrency);
    const { start, end } = await momentsOf(tx, owner.organizationId, daysOf(input, profile?.periodMonths));
    requireOver(end, now);
    const usual = profile?.mode === "postpaid" ? ("postpaid" as const) : ("prepaid_statement" as const);
    const kind = input.kind ?? usual;
    const statement = kind === "prepaid_statement";
    const draft = {
      ...owner,
      issuerId: await issuerOf(tx, owner),
      kind,
      currency: inCurrency,
      start,
      end,
      discountRate: statement ? "0" : (profile?.discountRate ?? "0"),
      taxRate: statement ? "0" : (profile?.taxRate ?? "0"),
      now,
    };
    const billId = await beginDraft(tx, draft);
    const items = await fillDraft(tx, billId, draft);
    const { total } = await refreshDraft(tx, billId, now);
    audit.target(targetOf({ id: billId, number: null }));
    audit.change(null, { kind, periodStart: start, periodEnd: end, items, total: total.toJSON() });
    return { billId, items, total: total.toJSON() };
  },
});
