import { type RawBuilder, type SqlBool, sql } from "kysely";

/** Records a posting may be for and whose numbers people read out. */
const numbered = {
  orders: "order",
  "top-ups": "top_up",
  refunds: "refund",
  "payment-attempts": "payment_attempt",
  bills: "bill",
  vouchers: "voucher",
  disputes: "dispute",
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
