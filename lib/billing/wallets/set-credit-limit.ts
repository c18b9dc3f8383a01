import { z } from "zod";
import { walletSelect } from "@/lib/billing/wallets/wallet-row";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";

type Input = { walletId: string; creditLimit: { amount: string; currency: string } };

async function caseOf(db: Pick<Tx, "wallet" | "ledgerAccount">, { walletId, creditLimit }: Input) {
  const limit = Money.of(creditLimit.amount, creditLimit.currency);
  if (limit.isNegative) throw refused("billing.limit_negative");
  const wallet = await db.wallet.findUnique({ where: { id: walletId }, select: walletSelect });
  if (!wallet) throw notFound();
  if (wallet.currency !== limit.currency) throw refused("billing.currency_mismatch");
  const account = await db.ledgerAccount.findFirstOrThrow({
    where: { walletId, kind: "wallet_credit" },
    select: { id: true, creditLimit: true },
  });
  return { wallet, limit, account, earlier: Money.of(account.creditLimit.toFixed(), wallet.currency) };
}

/**
 * Sets how much a wallet may spend that it does not have (admin-prd 5, limits). Below what was spent on credit already it
 * stops further spending and takes nothing back.
 */
export const setCreditLimit = command({
  name: "wallets.set-credit-limit",
  permission: "billing.wallets.adjust",
  sensitive: true,
  input: object({ walletId: id, creditLimit: money, reason, version: z.int().positive().optional() }),
  scope: ofRow("wallet", (input) => input.walletId),
  async preview(input) {
    const { wallet, limit, earlier } = await caseOf(prisma, input);
    return {
      target: { type: "wallets", id: input.walletId, label: wallet.number },
      before: { creditLimit: earlier.toJSON() },
      after: { creditLimit: limit.toJSON() },
    };
  },
  async run({ input, tx, audit, emit, now }) {
    const { walletId, version } = input;
    const { wallet, limit, account, earlier } = await caseOf(tx, input);
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.wallet.updateMany({ where: { id: walletId, ...where }, data: { ...data, updatedAt: now } }),
      () => tx.wallet.findUnique({ where: { id: walletId }, select: walletSelect }),
    );
    await tx.ledgerAccount.update({
      where: { id: account.id },
      data: { creditLimit: limit.amount },
      select: { id: true },
    });
    audit.target({ type: "wallets", id: walletId, label: wallet.number });
    audit.change({ creditLimit: earlier.toJSON() }, { creditLimit: limit.toJSON() });
    emit("wallets/credit-limit-set", { walletId });
    return { walletId, creditLimit: limit.toJSON(), version: wallet.version + 1 };
  },
});
