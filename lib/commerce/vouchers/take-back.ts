import type { Posting } from "@/lib/billing/ledger/post";
import { postAll } from "@/lib/billing/ledger/post-all";
import { voucherMachine } from "@/lib/commerce/vouchers/machine";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

type End = "expire" | "void";
export type TakenBack = { voucherId: string; number: string; back: Money };

/**
 * Ends vouchers and posts what is left of each back. Those that are over already, and those of which a hold reserves something,
 * stay as they are.
 * @returns what came back, of those that ended.
 */
export async function takeBackAll(
  tx: Tx,
  voucherIds: readonly string[],
  move: End,
  { at, note }: Pick<Posting, "at" | "note">,
): Promise<TakenBack[]> {
  // In id order, as everybody locks accounts of several wallets.
  await tx.$queryRaw`
    select 1 from ledger_account where id in (select account_id from voucher where id = any(${[...voucherIds]}::uuid[]))
    order by id for update`;
  const vouchers = await tx.voucher.findMany({
    where: {
      id: { in: [...voucherIds] },
      state: { in: [...voucherMachine.moves[move].from] },
      account: { held: 0 },
    },
    orderBy: { id: "asc" },
    select: {
      id: true,
      number: true,
      organizationId: true,
      accountId: true,
      currency: true,
      account: { select: { balance: true } },
    },
  });
  const ending = vouchers.map(({ account, ...voucher }) => {
    const back = Money.of(account.balance.toFixed(), voucher.currency);
    return {
      ...voucher,
      back,
      to: voucherMachine.moves[move === "expire" && back.isZero ? "use_up" : move].to,
    };
  });
  for (const [to, group] of Map.groupBy(ending, (voucher) => voucher.to))
    await tx.voucher.updateMany({
      where: { id: { in: group.map(({ id }) => id) } },
      data: { state: to, endedAt: at },
    });
  await postAll(
    tx,
    ending
      .filter(({ back }) => !back.isZero)
      .map(({ id, organizationId, accountId, back }) => ({
        key: `voucher:${id}:ended`,
        kind: move === "expire" ? ("voucher_expired" as const) : ("voucher_voided" as const),
        organizationId,
        reference: { type: "vouchers", id },
        note,
        lines: [
          { account: accountId, amount: back.negated() },
          { system: "voucher_cost" as const, amount: back },
        ],
        at,
      })),
  );
  await tx.ledgerAccount.updateMany({
    where: { id: { in: ending.map(({ accountId }) => accountId) } },
    data: { closedAt: at },
  });
  return ending.map(({ id, number, back }) => ({ voucherId: id, number, back }));
}

/**
 * Ends one voucher.
 * @returns what came back, or null when some of it is held.
 * @throws conflict when the voucher is over already; not_found.
 */
export async function takeBack(
  tx: Tx,
  voucherId: string,
  move: End,
  posting: Pick<Posting, "at" | "note">,
): Promise<TakenBack | null> {
  const [ended] = await takeBackAll(tx, [voucherId], move, posting);
  if (ended) return ended;
  const voucher = await tx.voucher.findUnique({ where: { id: voucherId }, select: { state: true } });
  if (!voucher) throw notFound();
  if (voucherMachine.moves[move].from.includes(voucher.state)) return null;
  throw conflict(
    "wrong_state",
    { state: voucher.state, action: `vouchers.${move}` },
    { state: voucher.state },
  );
}
