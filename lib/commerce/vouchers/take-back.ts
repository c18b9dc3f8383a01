import { post } from "@/lib/billing/ledger/post";
import { voucherMachine } from "@/lib/commerce/vouchers/machine";
import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

/**
 * Ends a voucher and posts what is left of it back. What a hold reserves cannot be taken back: then nothing happens.
 * @returns what came back, or null when some of it is held.
 * @throws conflict when the voucher is over already; not_found.
 */
export async function takeBack(
  tx: Tx,
  voucherId: string,
  move: "expire" | "void",
  { at, note }: { at: Date; note?: string },
): Promise<{ number: string; back: Money } | null> {
  const read = () => tx.voucher.findUnique({ where: { id: voucherId }, select: { state: true } });
  await tx.$queryRaw`
    select 1 from ledger_account where id = (select account_id from voucher where id = ${voucherId}::uuid) for update`;
  const voucher = await tx.voucher.findUnique({
    where: { id: voucherId },
    select: {
      number: true,
      organizationId: true,
      accountId: true,
      currency: true,
      account: { select: { balance: true, held: true } },
    },
  });
  if (!voucher) throw notFound();
  const { account, currency } = voucher;
  if (!account.held.isZero()) return null;
  const back = Money.of(account.balance.toFixed(), currency);
  await voucherMachine.move(
    move === "expire" && back.isZero ? "use_up" : move,
    ({ where, data }) =>
      tx.voucher.updateMany({ where: { id: voucherId, ...where }, data: { ...data, endedAt: at } }),
    read,
  );
  if (!back.isZero)
    await post(tx, {
      key: `voucher:${voucherId}:ended`,
      kind: move === "expire" ? "voucher_expired" : "voucher_voided",
      organizationId: voucher.organizationId,
      reference: { type: "vouchers", id: voucherId },
      note,
      lines: [
        { account: voucher.accountId, amount: back.negated() },
        { system: "voucher_cost", amount: back },
      ],
      at,
    });
  await tx.ledgerAccount.update({
    where: { id: voucher.accountId },
    data: { closedAt: at },
    select: { id: true },
  });
  return { number: voucher.number, back };
}
