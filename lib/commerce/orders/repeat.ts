import type { Buyer } from "@/lib/commerce/orders/buyer";
import type { CartItem } from "@/lib/commerce/orders/cart";
import { after, minutes } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";

/** How long the same order again counts as a repeat (connectivity 6.6). */
const repeatWindow = minutes(3);

/**
 * What makes an order the same again: buyer, kind of buyer, sorted SKUs and quantities (connectivity 6.6). A reference of the
 * caller's own makes it an order of its own.
 */
export function businessKey(
  { customerId, organizationId }: Pick<Buyer, "customerId" | "organizationId">,
  items: readonly Pick<CartItem, "skuId" | "quantity">[],
  externalRef: string | undefined,
): string {
  const buyer = customerId ? `customer:${customerId}` : `organization:${organizationId}`;
  const wished = items.map(({ skuId, quantity }) => `${skuId}*${quantity}`).sort();
  return [buyer, ...wished, ...(externalRef ? [`ref:${externalRef}`] : [])].join("|");
}

/**
 * The order this one would repeat, or null. Until the transaction ends nobody else creates one under the same key, so that of
 * any number of clicks and tabs the first creates it. One that was canceled or has expired is not repeated.
 */
export async function earlierOrder(tx: Tx, key: string, now: Date) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`order ${key}`}, 0))`;
  return tx.order.findFirst({
    where: {
      businessKey: key,
      createdAt: { gt: after(now, -repeatWindow) },
      state: { notIn: ["canceled", "expired"] },
    },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      number: true,
      state: true,
      total: true,
      currency: true,
      attempts: { orderBy: { createdAt: "desc" }, take: 1, select: { id: true } },
    },
  });
}
