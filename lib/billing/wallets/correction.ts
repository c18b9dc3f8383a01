import type { Line } from "@/lib/billing/ledger/post";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

export type CorrectionWish = {
  walletId?: string;
  amount?: { amount: string; currency: string };
  reverses?: string;
};

/** What a correction would post, and what it would change. */
export type Correction = {
  target: { type: "wallets" | "ledger-transactions"; id: string; label: string };
  lines: Line[];
  before: Record<string, unknown>;
  after: Record<string, unknown>;
};

type Reader = Pick<Tx, "wallet" | "ledgerAccount" | "ledgerTransaction" | "ledgerEntry">;

/**
 * Works out a correction from the ledger as it is now.
 * @throws not_found; rule_violation when nothing would move, the currency differs or an account is closed; conflict when the
 * transaction was reversed before.
 */
export async function correctionCase(db: Reader, wish: CorrectionWish): Promise<Correction> {
  return wish.reverses ? reversal(db, wish.reverses) : adjustment(db, wish);
}

async function adjustment(db: Reader, { walletId = "", amount }: CorrectionWish): Promise<Correction> {
  const wallet = await db.wallet.findUnique({
    where: { id: walletId },
    select: { number: true, currency: true },
  });
  if (!wallet || !amount) throw notFound();
  const change = Money.of(amount.amount, amount.currency);
  if (change.isZero) throw refused("billing.nothing_to_correct");
  if (change.currency !== wallet.currency) throw refused("billing.currency_mismatch");
  const cash = await db.ledgerAccount.findFirstOrThrow({
    where: { walletId, kind: "wallet_cash" },
    select: { id: true, balance: true, held: true },
  });
  const balance = Money.of(cash.balance.toFixed(), wallet.currency);
  const free = balance.minus(Money.of(cash.held.toFixed(), wallet.currency));
  if (change.isNegative && free.plus(change).isNegative) throw refused("billing.insufficient_balance");
  return {
    target: { type: "wallets", id: walletId, label: wallet.number },
    lines: [
      { account: cash.id, amount: change },
      { system: "adjustments", amount: change.negated() },
    ],
    before: { cash: balance.toJSON() },
    after: { cash: balance.plus(change).toJSON() },
  };
}

async function reversal(db: Reader, transactionId: string): Promise<Correction> {
  const transaction = await db.ledgerTransaction.findUnique({
    where: { id: transactionId },
    select: { key: true, kind: true, createdAt: true, reversedBy: { select: { key: true } } },
  });
  if (!transaction) throw notFound();
  if (transaction.reversedBy)
    throw conflict("billing.already_reversed", { key: transaction.reversedBy.key }, transaction.reversedBy);
  const entries = await db.ledgerEntry.findMany({
    where: { transactionId, createdAt: transaction.createdAt },
    orderBy: { sequence: "asc" },
    select: {
      accountId: true,
      amount: true,
      currency: true,
      account: { select: { kind: true, channel: true, closedAt: true } },
    },
  });
  // Money put back into an account that is over could never be used.
  if (entries.some(({ account }) => account.closedAt)) throw refused("billing.account_closed");
  const amounts = entries.map((entry) => Money.of(entry.amount.toFixed(), entry.currency));
  return {
    target: { type: "ledger-transactions", id: transactionId, label: transaction.key },
    lines: entries.map(({ accountId }, index) => ({ account: accountId, amount: amounts[index]!.negated() })),
    before: {},
    after: Object.fromEntries(
      entries.map(({ account }, index) => [
        `${account.kind}${account.channel ? ` ${account.channel}` : ""}`,
        amounts[index]!.negated().toJSON(),
      ]),
    ),
  };
}
