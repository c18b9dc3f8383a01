import { profileOf } from "@/lib/billing/billing-profiles/find";
import { lockBill, targetOf } from "@/lib/billing/bills/locked-row";
import { payableStates } from "@/lib/billing/bills/machine";
import { ownerWallet } from "@/lib/billing/bills/owner-wallet";
import { payFromWallet } from "@/lib/billing/bills/pay";
import { unusableVoucherAccounts } from "@/lib/commerce/vouchers/usable";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, minorUnitDigits } from "@/lib/core/money";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Takes what an owner's wallet has towards a bill, as far as it goes, where they agreed to that (auto-pay). Nothing happens
 * when it has nothing, is frozen, or the bill asks for nothing.
 */
export const autoPayBill = command({
  name: "bills.auto-pay",
  permission: null,
  approvable: false,
  input: object({ billId: id }),
  scope: bySystem(ofRow("bill", (input) => input.billId)),
  async run({ input: { billId }, tx, audit, emit, now }) {
    const bill = await lockBill(tx, billId);
    audit.target(targetOf(bill));
    const nothing = { billId, state: bill.state as string, paid: null };
    if (!payableStates.includes(bill.state) || bill.disputed) return nothing;
    const profile = await profileOf(tx, bill, bill.currency);
    if (!profile?.autoPay) return nothing;
    const { walletId } = await ownerWallet(tx, bill, bill.currency, now);
    const free = await spendable(tx, walletId, bill.total, now);
    const amount = free.compare(bill.due) < 0 ? free : bill.due;
    if (amount.isZero || amount.isNegative) return nothing;
    const { state } = await payFromWallet({ tx, emit, now }, bill, amount, null);
    audit.change(
      { state: bill.state, paid: bill.paid.toJSON() },
      { state, paid: bill.paid.plus(amount).toJSON() },
    );
    return { billId, state, paid: amount.toJSON() };
  },
});

/** What a wallet can pay of a bill, in whole minor units; its accounts stay locked. Nothing while it is frozen. */
async function spendable(tx: Tx, walletId: string, total: Money, now: Date): Promise<Money> {
  const skip = await unusableVoucherAccounts(tx, walletId, { skuIds: [], total });
  // In id order, as a posting locks them.
  await tx.$queryRaw`
    select 1 from ledger_account where wallet_id = ${walletId}::uuid and closed_at is null order by id for update`;
  const [row] = await tx.$queryRaw<[{ free: string }]>`
    select coalesce(sum(greatest(account.balance - account.held, 0)), 0)::text as free
    from ledger_account as account join wallet on wallet.id = account.wallet_id and wallet.state = 'active'
    where account.wallet_id = ${walletId}::uuid and account.kind in ('wallet_voucher', 'wallet_cash')
      and account.closed_at is null and (account.expires_at is null or account.expires_at > ${now}::timestamptz)
      and account.id <> all (${skip}::uuid[])`;
  const free = Money.of(row.free, total.currency);
  return Money.of(free.amount.toDecimalPlaces(minorUnitDigits(total.currency), 1), total.currency);
}
