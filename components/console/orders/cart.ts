import { Decimal } from "decimal.js";
import type { MoneyValue } from "@/lib/core/resource/description";

export type ShelfSku = { id: string; code: string; name: string; price: string; currency: string };

/** What was put in: SKU → how many. */
export type CartContent = ReadonlyMap<string, number>;

/** What a cart costs; null while it is empty or holds more than one currency. Exact: what the buyer is told is checked. */
export function costOf(content: CartContent, skus: readonly ShelfSku[]): MoneyValue | null {
  const lines = skus.flatMap((sku) => {
    const quantity = content.get(sku.id);
    return quantity ? [{ ...sku, quantity }] : [];
  });
  const [first] = lines;
  if (!first || lines.some(({ currency }) => currency !== first.currency)) return null;
  const total = lines.reduce(
    (sum, { price, quantity }) => sum.plus(new Decimal(price).times(quantity)),
    new Decimal(0),
  );
  return { amount: total.toFixed(), currency: first.currency };
}

/** What is missing in a wallet for a cost; null when nothing is. */
export function missingFor(cost: MoneyValue, free: string): MoneyValue | null {
  const missing = new Decimal(cost.amount).minus(free);
  return missing.greaterThan(0) ? { amount: missing.toFixed(), currency: cost.currency } : null;
}
