import { Decimal } from "decimal.js";
import { sql } from "kysely";
import { profileOf } from "@/lib/billing/billing-profiles/find";
import { labelOf } from "@/lib/billing/bills/locked-row";
import { type BillState, payableStates } from "@/lib/billing/bills/machine";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely, prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { id as isId } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";

const amount = (name: string) => sql<string>`trim_scale(${sql.ref(name)})::text`;

/**
 * One bill with what its page needs beyond the list's columns.
 * @returns `path` and `issuerPath` for permission checks, the tax within it, what is due, who owes it, what replaced it, its open dispute and its newest
 * payment attempt: `payUrl` is where the payer pays while that waits for them.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readBill(id: string, caller: Caller) {
  demand(caller, "billing.bills.read");
  if (!isId.safeParse(id).success) throw notFound();
  const row = await kysely
    .selectFrom("bill")
    .innerJoin("organization", "organization.id", "bill.organization_id")
    .innerJoin("organization as issuer", "issuer.id", "bill.issuer_id")
    .leftJoin("customer", "customer.id", "bill.customer_id")
    .leftJoin("bill as successor", "successor.replaces_id", "bill.id")
    .select([
      "bill.id",
      "bill.number",
      "bill.kind",
      "bill.currency",
      "bill.disputed",
      "bill.issued_at as issuedAt",
      "bill.due_at as dueAt",
      "bill.created_at as createdAt",
      "bill.void_reason as voidReason",
      "bill.replaces_id as replacesId",
      "bill.run_id as runId",
      "bill.version",
      "bill.customer_id as customerId",
      "bill.organization_id as organizationId",
      "bill.issuer_id as issuerId",
      "customer.name as customerName",
      "organization.name as organizationName",
      "organization.time_zone as timeZone",
      "issuer.name as issuerName",
      "issuer.email as issuerEmail",
      "successor.id as replacedById",
      sql<BillState>`bill.state::text`.as("state"),
      amount("bill.subtotal").as("subtotal"),
      amount("bill.discount").as("discount"),
      amount("bill.tax").as("tax"),
      amount("bill.total").as("total"),
      amount("bill.paid").as("paid"),
      amount("bill.on_credit").as("onCredit"),
      amount("bill.discount_rate").as("discountRate"),
      amount("bill.tax_rate").as("taxRate"),
      sql<string>`trim_scale(bill.total - bill.paid)::text`.as("left"),
      sql<string>`to_char(bill.period_start at time zone organization.time_zone, 'YYYY-MM-DD') || ' – ' ||
        to_char((bill.period_end at time zone organization.time_zone) - interval '1 day', 'YYYY-MM-DD')`.as(
        "period",
      ),
      sql<string>`organization.path::text`.as("path"),
      sql<string>`issuer.path::text`.as("issuerPath"),
    ])
    .where("bill.id", "=", id)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const owner = { organizationId: row.organizationId, customerId: row.customerId };
  const [attempt, dispute, profile, taxes] = await Promise.all([
    kysely
      .selectFrom("payment_attempt")
      .select([
        "id",
        "state",
        "pay_url as payUrl",
        "payment_method_id as paymentMethodId",
        amount("amount").as("amount"),
      ])
      .where("bill_id", "=", id)
      .where("state", "in", ["created", "pending", "processing"])
      .orderBy("created_at", "desc")
      .limit(1)
      .executeTakeFirst(),
    prisma.dispute.findFirst({
      where: { billId: id, kind: "bill", state: "open" },
      select: { id: true, number: true, reason: true, amount: true },
    }),
    profileOf(prisma, owner, row.currency),
    prisma.billTax.findMany({
      where: { billId: id },
      orderBy: { taxRate: "asc" },
      select: { taxRate: true, amount: true, tax: true },
    }),
  ]);
  return {
    ...row,
    label: labelOf(row),
    due: payableStates.includes(row.state) ? row.left : "0",
    attempt: attempt ?? null,
    dispute: dispute ? { ...dispute, amount: dispute.amount.toFixed() } : null,
    profile,
    taxesWithin: taxesWithin(taxes, row.tax),
  };
}

type Tax = Record<"taxRate" | "amount" | "tax", Prisma.Decimal>;

/** The tax within what can be invoiced of an issued bill, by rate, where that is more than the tax the bill itself adds. */
const taxesWithin = (taxes: readonly Tax[], own: string) =>
  taxes.reduce((sum, { tax }) => sum.plus(tax), new Decimal(0)).equals(own)
    ? []
    : taxes
        .filter(({ tax }) => !tax.isZero())
        .map(({ taxRate, amount, tax }) => ({
          rate: taxRate.toString(),
          net: amount.minus(tax).toFixed(),
          tax: tax.toFixed(),
        }));

export type BillRecord = Awaited<ReturnType<typeof readBill>>;
