import { fulfillIfGranted } from "@/lib/commerce/orders/fulfill";
import { command, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

/** Finishes an order that entitles to nothing. Of any other, whoever grants the last of its benefits does. */
export async function finishWithoutBenefits(orderId: string): Promise<boolean> {
  const grants = await prisma.benefitGrant.count({ where: { orderId, manual: false } });
  if (grants > 0) return false;
  await perform(finishOrder, { orderId }, await systemCaller("grant-benefits"));
  return true;
}

/** Makes a paid order fulfilled when nothing it entitles to is still to be granted. */
export const finishOrder = command({
  name: "orders.finish",
  permission: null,
  approvable: false,
  input: object({ orderId: id }),
  scope: bySystem(ofRow("order", (input) => input.orderId)),
  async run({ input: { orderId }, tx, audit, emit, now }) {
    const fulfilled = await fulfillIfGranted({ tx, emit, now }, orderId);
    const { number, state } = await tx.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { number: true, state: true },
    });
    audit.target({ type: "orders", id: orderId, label: number });
    if (fulfilled) audit.change({ state: "paid" }, { state });
    return { orderId, state: state as string };
  },
});
