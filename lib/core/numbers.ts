import type { Tx } from "@/lib/core/db";

/** What has a number people read out: its prefix and the Postgres sequence `number_<noun>` behind it. */
const prefixes = {
  organization: "ORG",
  approval: "APR",
  customer: "CUS",
  wallet: "WAL",
  top_up: "TOP",
  order: "ORD",
  payment_attempt: "PAY",
  refund: "REF",
  dispute: "DIS",
  benefit_grant: "GRA",
  voucher_template: "VCT",
  voucher: "VCH",
  technician: "TEC",
  service_ticket: "TK",
  support_ticket: "SUP",
} as const;

type Numbered = keyof typeof prefixes;

/**
 * The next number of a noun, such as `ORG000042`. Numbers rise; a rolled-back transaction leaves a gap.
 * @param tx the command's transaction.
 * @param noun what is numbered.
 */
export async function nextNumber(tx: Tx, noun: Numbered): Promise<string> {
  const [number] = await nextNumbers(tx, noun, 1);
  return number!;
}

/** Several next numbers of a noun at once. */
export async function nextNumbers(tx: Tx, noun: Numbered, count: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ value: bigint }[]>`
    select nextval(${`number_${noun}`}::regclass) as value from generate_series(1, ${count}::int)`;
  return rows.map(({ value }) => `${prefixes[noun]}${value.toString().padStart(6, "0")}`);
}

const form = new RegExp(`^(${Object.values(prefixes).join("|")})\\d{6,}$`);

/** The whole number somebody typed, as it is stored; null when the words are none, or only part of one. */
export function wholeNumber(words: string): string | null {
  const number = words.trim().toUpperCase();
  return form.test(number) ? number : null;
}
