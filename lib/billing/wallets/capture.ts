import { positive } from "@/lib/billing/wallets/amount";
import { chargeWallet } from "@/lib/billing/wallets/charge";
import { capture } from "@/lib/billing/wallets/movements";
import { ownHold } from "@/lib/billing/wallets/own-hold";
import { may } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/**
 * What a capture takes of what is held.
 * @throws not_found; rule_violation when the hold belongs to a record, the wallet is frozen, or the amount is none or in another
 * currency.
 */
async function captureCase(
  db: Pick<Tx, "walletHold">,
  { holdId, amount }: { holdId: string; amount?: { amount: string; currency: string } },
) {
  const hold = await ownHold(db, holdId);
  if (hold.wallet.state === "frozen") throw refused("billing.wallet_frozen");
  const price = amount ? positive(amount) : hold.open;
  if (price.currency !== hold.currency) throw refused("billing.currency_mismatch");
  return {
    price,
    target: { type: "wallets", id: hold.walletId, label: hold.wallet.number },
    before: { held: hold.open.toJSON() },
    after: { captured: price.toJSON(), holdId },
  };
}

/**
 * Takes held money, as revenue; what is left of the hold is given back. Of a person it wants somebody else's agreement; a program
 * that may charge wallets captures at once. A hold of a record (a refund, an order) ends with that record instead.
 */
export const captureHold = command({
  name: "wallets.capture",
  permission: "billing.wallets.write",
  alwaysApproved: true,
  alone: (caller) => caller.actor.type === "token" && may(caller, chargeWallet.permission!),
  input: object({
    holdId: id,
    /** All that is held, unless said. */
    amount: money.optional(),
    reason: reason.optional(),
  }),
  scope: ofRow("wallet_hold", (input) => input.holdId),
  async preview(asked) {
    const { target, before, after } = await captureCase(prisma, asked);
    return { target, before, after };
  },
  async run({ input: { holdId, amount, reason }, tx, audit, now }) {
    const { price, target, before, after } = await captureCase(tx, { holdId, amount });
    const { transactionId } = await capture(tx, {
      key: `hold:${holdId}:captured`,
      kind: "capture",
      holdId,
      amount: price,
      against: [{ system: "revenue", amount: price }],
      reference: { type: "wallet-holds", id: holdId },
      note: reason,
      at: now,
    });
    audit.target(target);
    audit.change(before, after);
    return { transactionId, captured: price.toJSON() };
  },
});
