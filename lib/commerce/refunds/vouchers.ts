import { hold, release } from "@/lib/billing/wallets/movements";
import type { LockedRefund } from "@/lib/commerce/refunds/locked";
import { takeBackAll } from "@/lib/commerce/vouchers/take-back";
import { now } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/** The vouchers an order gave, in its currency. */
export type GivenVouchers = {
  /** What was spent of them and not given back, as the ledger has it: a voucher that ended by itself was not spent. */
  spent: Money;
  /** What can still be spent of them, and where it is. */
  left: Money;
  /** What other orders reserve of them at this moment. */
  held: Money;
  walletId: string | null;
  accountIds: string[];
};

/** What became of the vouchers an order gave, whatever state their grants are in. */
export async function vouchersGivenBy(
  db: Pick<Tx, "$queryRaw">,
  orderId: string,
  currency: string,
): Promise<GivenVouchers> {
  const rows = await db.$queryRaw<
    { accountId: string; walletId: string; open: boolean; spent: string; left: string; held: string }[]
  >`
    select voucher.account_id as "accountId", voucher.wallet_id as "walletId",
      voucher.state = 'active' and (voucher.expires_at is null or voucher.expires_at > ${now()}::timestamptz) as open,
      (account.balance - account.held)::text as left, account.held::text as held,
      coalesce((
        select -sum(entry.amount) from ledger_entry as entry
        join ledger_transaction as posted on posted.id = entry.transaction_id
        where entry.account_id = voucher.account_id
          and posted.kind not in ('voucher_given', 'voucher_expired', 'voucher_voided')), 0)::text as spent
    from benefit_grant as given
    join voucher on voucher.id = given.voucher_id
    join ledger_account as account on account.id = voucher.account_id
    where given.order_id = ${orderId}::uuid and voucher.currency = ${currency}
    order by voucher.id`;
  const sum = (of: typeof rows, amount: (row: (typeof rows)[number]) => string) =>
    of.reduce((total, row) => total.plus(Money.of(amount(row), currency)), Money.zero(currency));
  const open = rows.filter((row) => row.open);
  return {
    spent: sum(rows, (row) => row.spent),
    left: sum(open, (row) => row.left),
    held: sum(open, (row) => row.held),
    walletId: open[0]?.walletId ?? null,
    accountIds: open.map((row) => row.accountId),
  };
}

/** Sets aside what is left of an order's vouchers, so that nobody spends it while the order's money goes back. */
export async function holdVouchers(
  tx: Tx,
  vouchers: GivenVouchers | null,
  { refundId, reason, at }: { refundId: string; reason: string; at: Date },
): Promise<{ holdId: string } | null> {
  if (!vouchers?.walletId || vouchers.left.isZero) return null;
  const { walletId, left, accountIds } = vouchers;
  const others = await tx.ledgerAccount.findMany({
    where: { walletId, kind: "wallet_voucher", id: { notIn: accountIds } },
    select: { id: true },
  });
  return hold(tx, {
    walletId,
    amount: left,
    parts: ["wallet_voucher"],
    skip: others.map((account) => account.id),
    reference: { type: "refunds", id: refundId },
    reason,
    despiteFreeze: true,
    at,
  });
}

/** An order's refund has moved: of one that is refunded wholly, the vouchers it gave are void. */
export async function endVouchers(
  tx: Tx,
  refund: Pick<LockedRefund, "orderId" | "holdId" | "number">,
  { whole, at }: { whole: boolean; at: Date },
): Promise<void> {
  const { orderId, holdId, number } = refund;
  if (holdId) await release(tx, holdId, at);
  if (!whole) return;
  const given = await tx.benefitGrant.findMany({
    where: { orderId, voucher: { state: "active" } },
    select: { voucherId: true },
  });
  const voucherIds = given.flatMap(({ voucherId }) => voucherId ?? []);
  if (voucherIds.length > 0) await takeBackAll(tx, voucherIds, "void", { at, note: number });
}
