import { walletMachine } from "@/lib/billing/wallets/machine";
import { walletSelect } from "@/lib/billing/wallets/wallet-row";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Freezes a wallet: nothing more is spent or held of it until it is unfrozen. Money may still come in (admin-prd 5). */
export const freezeWallet = command({
  name: "wallets.freeze",
  permission: "billing.wallets.freeze",
  input: object({ walletId: id, reason }),
  scope: ofRow("wallet", (input) => input.walletId),
  async preview({ walletId, reason }) {
    const before = await prisma.wallet.findUnique({ where: { id: walletId }, select: walletSelect });
    if (!before) throw notFound();
    return {
      target: { type: "wallets", id: walletId, label: before.number },
      before: { state: before.state },
      after: { state: "frozen", frozenReason: reason },
    };
  },
  async run({ input: { walletId, reason }, tx, audit, emit, now }) {
    const read = () => tx.wallet.findUnique({ where: { id: walletId }, select: walletSelect });
    const before = await read();
    if (!before) throw notFound();
    const state = await walletMachine.move(
      "freeze",
      ({ where, data }) =>
        tx.wallet.updateMany({
          where: { id: walletId, ...where },
          data: { ...data, frozenReason: reason, version: { increment: 1 }, updatedAt: now },
        }),
      read,
    );
    // Whoever spends holds these locks and looks at the state after them: what began before ends before, nothing begins after.
    await tx.$queryRaw`
      select 1 from ledger_account where wallet_id = ${walletId}::uuid and closed_at is null order by id for update`;
    audit.target({ type: "wallets", id: walletId, label: before.number });
    audit.change({ state: before.state }, { state, frozenReason: reason });
    emit("wallets/frozen", { walletId });
    return { walletId, state };
  },
});
