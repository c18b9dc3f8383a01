import { AppError, type ErrorCode } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";

// SQLSTATEs the ledger's functions raise (migration "money"). The rest of the class are defects of the caller's code.
const words: Record<string, [ErrorCode, string]> = {
  FL002: ["rule_violation", "billing.currency_mismatch"],
  FL003: ["rule_violation", "billing.insufficient_balance"],
  FL004: ["conflict", "billing.posted_differently"],
  FL005: ["not_found", "not_found"],
  FL006: ["rule_violation", "billing.wallet_frozen"],
  FL007: ["rule_violation", "billing.amount_not_positive"],
  FL008: ["rule_violation", "billing.more_than_held"],
  FL009: ["conflict", "billing.hold_ended"],
};

// An entry's currency is its account's: the reference between them says so.
const otherCurrency = "ledger_entry_account_id_fkey";

function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const meta = `${JSON.stringify(error.meta ?? {})} ${error.message}`;
  return meta.includes(otherCurrency) ? "FL002" : meta.match(/FL00\d/)?.[0];
}

/** Runs a statement of the ledger; what it refuses becomes an error people can read. */
export async function inWords<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const known = words[stateOf(error) ?? ""];
    if (!known) throw error;
    throw new AppError(known[0], known[1]);
  }
}
