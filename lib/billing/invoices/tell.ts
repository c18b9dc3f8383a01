import type { Tx } from "@/lib/core/db";
import type { Money } from "@/lib/core/money";
import { platformPlace } from "@/lib/core/scope";
import { holdersOf } from "@/lib/governance/operators/holders";
import { notify } from "@/lib/notifications/inbox/notify";

/** Tells the issuer's staff that an invoice is asked for; the platform's where the issuer has none who may issue. */
export async function tellInvoicers(
  tx: Tx,
  invoice: { id: string; issuerId: string; organizationId: string; amount: Money },
  now: Date,
): Promise<void> {
  const [issuer] = await tx.$queryRaw<[{ path: string }]>`
    select path::text as path from organization where id = ${invoice.issuerId}::uuid`;
  const own = await holdersOf(tx, "billing.invoices.issue", issuer.path, invoice.issuerId);
  const staff =
    own.length > 0 ? own : await holdersOf(tx, "billing.invoices.issue", (await platformPlace()).path);
  await notify(tx, {
    operatorIds: staff.map(({ id }) => id),
    message: "billing.inbox.invoice_requested",
    params: { amount: `${invoice.amount.amount.toFixed()} ${invoice.amount.currency}` },
    href: `billing/invoices/${invoice.id}`,
    organizationId: invoice.organizationId,
    now,
  });
}
