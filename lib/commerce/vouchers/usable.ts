import type { Tx } from "@/lib/core/db";
import type { Money } from "@/lib/core/money";

/**
 * The voucher accounts of a wallet that must not pay for an order, because their template's conditions do not hold: to hand
 * over as `skip` when the wallet is spent from.
 * @param order its SKUs and what it costs in all; a bill is of no SKU, so that vouchers for some SKUs never pay for it.
 */
export async function unusableVoucherAccounts(
  tx: Tx,
  walletId: string,
  order: { skuIds: readonly string[]; total: Money },
): Promise<string[]> {
  const bound = await tx.voucher.findMany({
    where: {
      walletId,
      state: "active",
      template: { OR: [{ minimumSpend: { not: null } }, { skuIds: { isEmpty: false } }] },
    },
    select: { accountId: true, template: { select: { minimumSpend: true, skuIds: true } } },
  });
  return bound
    .filter(
      ({ template }) =>
        (template.minimumSpend && order.total.amount.lessThan(template.minimumSpend.toFixed())) ||
        (template.skuIds.length > 0 &&
          (order.skuIds.length === 0 || !order.skuIds.every((sku) => template.skuIds.includes(sku)))),
    )
    .map(({ accountId }) => accountId);
}
