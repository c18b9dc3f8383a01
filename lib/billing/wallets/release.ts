import { positive } from "@/lib/billing/wallets/amount";
import { release } from "@/lib/billing/wallets/movements";
import { ownHold } from "@/lib/billing/wallets/own-hold";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/** Gives held money back to the wallet, whole or in part. */
export const releaseHold = command({
  name: "wallets.release",
  permission: "billing.wallets.write",
  input: object({
    holdId: id,
    /** All that is held, unless said. */
    amount: money.optional(),
    reason: reason.optional(),
  }),
  scope: ofRow("wallet_hold", (input) => input.holdId),
  async run({ input: { holdId, amount }, tx, audit, now }) {
    const hold = await ownHold(tx, holdId);
    const back = amount ? positive(amount) : hold.open;
    if (back.currency !== hold.currency) throw refused("billing.currency_mismatch");
    await release(tx, holdId, now, amount ? back : undefined);
    audit.target({ type: "wallets", id: hold.walletId, label: hold.wallet.number });
    audit.change({ held: hold.open.toJSON() }, { held: hold.open.minus(back).toJSON(), holdId });
    return { released: back.toJSON() };
  },
});
