import { z } from "zod";
import { taxContained } from "@/lib/commerce/orders/price";
import type { Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";

/** What is wished for, as it comes in. */
export const wishes = z
  .array(object({ skuId: id, quantity: z.int().min(1).max(1000) }))
  .min(1)
  .max(50);

export type CartItem = {
  skuId: string;
  name: string;
  quantity: number;
  unitPrice: Money;
  /** In per cent. */
  taxRate: string;
  amount: Money;
};

export type Cart = { items: CartItem[]; total: Money; tax: Money };

type Offered = {
  id: string;
  name: string;
  state: string;
  price: string;
  currency: string;
  taxRate: string;
};

/**
 * What is wished for at the prices of this moment. The same SKU named twice counts together.
 * @param path where the buyer belongs: sold is what is offered there or above.
 * @throws not_found for what is not offered there; rule_violation for what is archived, or when currencies differ.
 */
export async function cartOf(tx: Tx, path: string, wished: z.output<typeof wishes>): Promise<Cart> {
  const quantities = new Map<string, number>();
  for (const { skuId, quantity } of wished) quantities.set(skuId, (quantities.get(skuId) ?? 0) + quantity);
  const offered = await tx.$queryRaw<Offered[]>`
    select sku.id, sku.name, sku.state::text, sku.price::text, sku.currency::text, sku.tax_rate::text as "taxRate"
    from sku join organization on organization.id = sku.organization_id
    where sku.id = any(${[...quantities.keys()]}::uuid[]) and organization.path @> ${path}::ltree`;
  const byId = new Map(offered.map((sku) => [sku.id, sku]));
  const items = [...quantities].map(([skuId, quantity]): CartItem => {
    const sku = byId.get(skuId);
    if (!sku) throw notFound();
    if (sku.state !== "active") throw refused("commerce.sku_archived", { name: sku.name });
    const unitPrice = Money.of(sku.price, sku.currency);
    const { name, taxRate } = sku;
    return { skuId, name, quantity, unitPrice, taxRate, amount: unitPrice.times(String(quantity)) };
  });
  const [{ unitPrice: first }] = items as [CartItem, ...CartItem[]];
  const { currency } = first;
  if (items.some(({ amount }) => amount.currency !== currency))
    throw refused("commerce.sku_currencies_differ");
  const sum = (amounts: Money[]) => amounts.reduce((all, one) => all.plus(one), Money.zero(currency));
  return {
    items,
    total: sum(items.map(({ amount }) => amount)),
    tax: sum(items.map(({ amount, taxRate }) => taxContained(amount, taxRate))),
  };
}
