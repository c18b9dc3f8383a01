import { z } from "zod";
import { positive } from "@/lib/billing/wallets/amount";
import { leftOutOf } from "@/lib/billing/wallets/left-out";
import { hold } from "@/lib/billing/wallets/movements";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/** Sets an amount of a wallet aside until it is captured or released (connectivity 5.1: available is what is not frozen). */
export const holdInWallet = command({
  name: "wallets.hold",
  permission: "billing.wallets.write",
  input: object({
    walletId: id,
    amount: money,
    /** Given back by itself after this moment; never without one. */
    expiresAt: z.iso.datetime({ offset: true }).optional(),
    reason,
  }),
  scope: ofRow("wallet", (input) => input.walletId),
  async run({ input: { walletId, amount, expiresAt, reason }, tx, audit, now }) {
    const expires = expiresAt ? new Date(expiresAt) : null;
    if (expires && expires <= now) throw refused("billing.expires_in_the_past");
    const held = positive(amount);
    const { holdId, taken } = await hold(tx, {
      walletId,
      amount: held,
      skip: leftOutOf(walletId, held),
      reason,
      expiresAt: expires,
      at: now,
    });
    const { number } = await tx.wallet.findUniqueOrThrow({
      where: { id: walletId },
      select: { number: true },
    });
    audit.target({ type: "wallets", id: walletId, label: number });
    audit.change(null, { holdId, held: amount, expiresAt: expires?.toISOString() ?? null });
    return { holdId, parts: taken.map((part) => ({ part: part.kind, amount: part.amount.toJSON() })) };
  },
});
