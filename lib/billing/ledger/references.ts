import { type RawBuilder, type SqlBool, sql } from "kysely";
import { kysely } from "@/lib/core/db";

/** Records a posting may be for and whose numbers people read out. */
const numbered = {
  orders: "order",
  "top-ups": "top_up",
  refunds: "refund",
  "payment-attempts": "payment_attempt",
  bills: "bill",
  vouchers: "voucher",
  disputes: "dispute",
  wallets: "wallet",
} as const;

/** The postings for the record with a number such as ORD000042. An index answers each alternative. */
export const postedFor = (number: string): RawBuilder<SqlBool> =>
  sql`(${sql.join(
    Object.entries(numbered).map(
      ([type, table]) => sql`(ledger_transaction.reference_type = ${type} and ledger_transaction.reference_id
        = any(array(select id from ${sql.table(table)} where number = ${number})))`,
    ),
    sql` or `,
  )})`;

/** The number of the record a transaction was posted for; null where it has none. */
export async function referenceLabel(type: string, id: string): Promise<string | null> {
  const table = Object.entries(numbered).find(([noun]) => noun === type)?.[1];
  if (!table) return null;
  const { rows } = await sql<{ number: string | null }>`
    select number from ${sql.table(table)} where id = ${id}`.execute(kysely);
  return rows[0]?.number ?? null;
}
