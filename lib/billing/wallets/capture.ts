import { positive } from "@/lib/billing/wallets/amount";
import { capture } from "@/lib/billing/wallets/movements";
import { ownHold } from "@/lib/billing/wallets/own-hold";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/** Takes held money, as revenue; what is left of the hold is given back. */
export const captureHold = command({
  name: "wallets.capture",
  permission: "billing.wallets.write",
  input: object({
    holdId: id,
    /** All that is held, unless said. */
    amount: money.optional(),
    reason: reason.optional(),
  }),
  scope: ofRow("wallet_hold", (input) => input.holdId),
  async run({ input: { holdId, amount, reason }, tx, audit, now }) {
    const hold = await ownHold(tx, holdId);
    if (hold.wallet.state === "frozen") throw refused("billing.wallet_frozen");
    const price = amount ? positive(amount) : hold.open;
    if (price.currency !== hold.currency) throw refused("billing.currency_mismatch");
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
    audit.target({ type: "wallets", id: hold.walletId, label: hold.wallet.number });
    audit.change({ held: hold.open.toJSON() }, { captured: price.toJSON(), holdId });
    return { transactionId, captured: price.toJSON() };
  },
});
