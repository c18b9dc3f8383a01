import { hold } from "@/lib/billing/wallets/movements";
import type { Tx } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/**
 * Holds what is left in a wallet of money that goes back whatever anybody thinks of it: the provider has paid it out.
 * @returns the hold, null where nothing was left; and what was spent meanwhile, to be billed.
 */
export async function reserveWhatIsLeft(
  tx: Tx,
  refund: { id: string; walletId: string; amount: Money; at: Date },
): Promise<{ holdId: string | null; billed: Money }> {
  const { id, walletId, amount, at } = refund;
  const [cash] = await tx.$queryRaw<[{ free: string }]>`
    select greatest(balance - held, 0)::text as free from ledger_account
    where wallet_id = ${walletId}::uuid and kind = 'wallet_cash' for update`;
  const free = Money.of(cash.free, amount.currency);
  const takes = free.compare(amount) < 0 ? free : amount;
  const billed = amount.minus(takes);
  if (takes.isZero) return { holdId: null, billed };
  const { holdId } = await hold(tx, {
    walletId,
    amount: takes,
    parts: ["wallet_cash"],
    reference: { type: "refunds", id },
    despiteFreeze: true,
    at,
  });
  return { holdId, billed };
}
