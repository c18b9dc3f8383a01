import { type RawBuilder, sql } from "kysely";

/** Brands of cards whose names are not just a capital letter in front of what the provider calls them. */
const names = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  cartes_bancaires: "Cartes Bancaires",
} as const;

/** A card's brand or a bank as people write it. @param column holds what the provider calls it; null where it says nothing. */
const brandName = (column: string): RawBuilder<string> =>
  sql<string>`case ${sql.ref(column)} ${sql.join(
    Object.entries(names).map(([code, name]) => sql`when ${sql.lit(code)} then ${sql.lit(name)}`),
    sql` `,
  )} else initcap(${sql.ref(column)}) end`;

/** A card or account as people call it: "Visa ••4242". @param brand its column, and so `last4`, may be null. */
export const methodLabel = (brand: string, last4: string): RawBuilder<string> =>
  sql<string>`concat_ws(' ', ${brandName(brand)}, '••' || coalesce(${sql.ref(last4)}, '••••'))`;

/**
 * What something was paid with: a method, or the name of what else a provider takes; null while nobody knows.
 * @param table has the columns `means_kind`, `means_brand` and `means_last4`.
 */
export const paidWith = (table: "top_up" | "payment_attempt"): RawBuilder<string | null> =>
  sql<string | null>`case ${sql.ref(`${table}.means_kind`)}
    when 'other' then ${brandName(`${table}.means_brand`)}
    else case when ${sql.ref(`${table}.means_kind`)} is not null then ${methodLabel(`${table}.means_brand`, `${table}.means_last4`)} end
  end`;
