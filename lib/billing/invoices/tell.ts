import { invoiceableOf } from "@/lib/billing/invoices/invoiceable";
import type { Tx } from "@/lib/core/db";
import type { Money } from "@/lib/core/money";
import { platformPlace } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";

/** Who issues an issuer's invoices; the platform's staff where the issuer has none who may. */
async function invoicers(tx: Tx, issuerId: string): Promise<string[]> {
  const [issuer] = await tx.$queryRaw<[{ path: string }]>`
    select path::text as path from organization where id = ${issuerId}::uuid`;
  const own = await holdersOf(tx, "billing.invoices.issue", issuer.path, issuerId);
  const staff =
    own.length > 0 ? own : await holdersOf(tx, "billing.invoices.issue", (await platformPlace()).path);
  return staff.map(({ id }) => id);
}

/** Tells the issuer's staff that an invoice is asked for. */
export async function tellInvoicers(
  tx: Tx,
  invoice: { id: string; issuerId: string; organizationId: string; amount: Money },
  now: Date,
): Promise<void> {
  await notify(tx, {
    operatorIds: await invoicers(tx, invoice.issuerId),
    message: "billing.inbox.invoice_requested",
    params: { amount: `${invoice.amount.amount.toFixed()} ${invoice.amount.currency}` },
    href: `billing/invoices/${invoice.id}`,
    organizationId: invoice.organizationId,
    now,
  });
}

/**
 * Asks the issuer's staff for a correction where more of a bill is invoiced than is left of it: credited after a dispute, or paid
 * with vouchers, since.
 */
export async function askForCorrection(
  tx: Tx,
  bill: { id: string; number: string | null; issuerId: string; organizationId: string; currency: string },
  now: Date,
): Promise<void> {
  const { left } = await invoiceableOf(tx, bill.id, bill.currency);
  if (!left.isNegative) return;
  const newest = await tx.invoice.findFirst({
    where: { state: { not: "void" }, bills: { some: { billId: bill.id } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, number: true },
  });
  if (!newest) return;
  await notify(tx, {
    operatorIds: await invoicers(tx, bill.issuerId),
    message: "billing.inbox.invoice_exceeds_bill",
    params: {
      number: bill.number ?? "",
      invoice: newest.number ?? newest.id.slice(-8),
      amount: `${left.negated().amount.toFixed()} ${bill.currency}`,
    },
    href: `billing/invoices/${newest.id}`,
    organizationId: bill.organizationId,
    now,
  });
}
