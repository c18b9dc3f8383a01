import { walletMachine } from "@/lib/billing/wallets/machine";
import { walletSelect } from "@/lib/billing/wallets/wallet-row";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Lifts the freeze of a wallet (admin-prd 5). */
export const unfreezeWallet = command({
  name: "wallets.unfreeze",
  permission: "billing.wallets.freeze",
  input: object({ walletId: id, reason: reason.optional() }),
  scope: ofRow("wallet", (input) => input.walletId),
  async run({ input: { walletId }, tx, audit, emit, now }) {
    const read = () => tx.wallet.findUnique({ where: { id: walletId }, select: walletSelect });
    const before = await read();
    if (!before) throw notFound();
    const state = await walletMachine.move(
      "unfreeze",
      ({ where, data }) =>
        tx.wallet.updateMany({
          where: { id: walletId, ...where },
          data: { ...data, frozenReason: null, version: { increment: 1 }, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "wallets", id: walletId, label: before.number });
    audit.change({ state: before.state, frozenReason: before.frozenReason }, { state, frozenReason: null });
    emit("wallets/unfrozen", { walletId });
    return { walletId, state };
  },
});
