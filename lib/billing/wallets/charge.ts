import { z } from "zod";
import { positive } from "@/lib/billing/wallets/amount";
import { leftOutOf } from "@/lib/billing/wallets/left-out";
import { spend } from "@/lib/billing/wallets/movements";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { money } from "@/lib/core/money";
import { ofRow } from "@/lib/core/scope";

/**
 * Takes what something cost out of a wallet, as revenue, in spending order. For machines: usage billing, metering, other systems.
 * People are refused, since nobody agrees to it and it leaves no audit entry: what they take is held and captured, or a correction.
 * The answer is given when it is durable; the same key again changes nothing and answers what was taken the first time.
 */
export const chargeWallet = command({
  name: "wallets.charge",
  permission: "billing.wallets.charge",
  kind: "traffic",
  // They would wait for the wallet's lock anyway, and each for the disk.
  lineOn: ({ walletId }) => walletId,
  input: object({
    walletId: id,
    amount: money,
    /** What makes a repeat a repeat, unique for the wallet. */
    key: z.string().trim().min(1).max(200),
    /** What it is for, in the caller's words. */
    reference: z.string().trim().min(1).max(200).optional(),
  }),
  scope: ofRow("wallet", (input) => input.walletId),
  async run({ input: { walletId, amount, key, reference }, tx, caller, now }) {
    if (caller.actor.type === "operator") throw refused("billing.charge_by_hand");
    const price = positive(amount);
    const { transactionId, replayed, taken } = await spend(tx, {
      key: `charge:${walletId}:${key}`,
      kind: "charge",
      walletId,
      amount: price,
      against: [{ system: "revenue", amount: price }],
      skip: leftOutOf(walletId, price),
      note: reference,
      at: now,
    });
    return {
      transactionId,
      replayed,
      taken: taken.map((part) => ({ part: part.kind, amount: part.amount.toJSON() })),
    };
  },
});
