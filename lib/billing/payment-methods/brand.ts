import { type RawBuilder, sql } from "kysely";

/** Brands of cards whose names are not just a capital letter in front of what the provider calls them. */
const names = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  cartes_bancaires: "Cartes Bancaires",
} as const;

/** A card's brand or a bank as people write it. @param column holds what the provider calls it; empty where it says nothing. */
export const brandName = (column: string): RawBuilder<string> =>
  sql<string>`case ${sql.ref(column)} ${sql.join(
    Object.entries(names).map(([code, name]) => sql`when ${sql.lit(code)} then ${sql.lit(name)}`),
    sql` `,
  )} else initcap(coalesce(${sql.ref(column)}, '')) end`;
