import type { Run } from "@/lib/core/command";

/**
 * Makes a paid order fulfilled as soon as everything it entitles to is granted; one that is being refunded returns there.
 * Whoever grants the last of it holds the order's row, so that two who finish together do not each think the other is not done.
 */
export async function fulfillIfGranted(
  { tx, emit, now }: Pick<Run<unknown>, "tx" | "emit" | "now">,
  orderId: string,
): Promise<boolean> {
  await tx.$queryRaw`select 1 from "order" where id = ${orderId}::uuid for no key update`;
  const open = await tx.benefitGrant.findFirst({
    where: { orderId, manual: false, state: { in: ["pending", "failed"] } },
    select: { id: true },
  });
  if (open) return false;
  const stamps = { fulfilledAt: now, version: { increment: 1 }, updatedAt: now };
  await tx.order.updateMany({
    where: { id: orderId, state: "refunding", refundingFrom: "paid" },
    data: { refundingFrom: "fulfilled", ...stamps },
  });
  const { count } = await tx.order.updateMany({
    where: { id: orderId, state: "paid" },
    data: { state: "fulfilled", ...stamps },
  });
  if (count === 0) return false;
  const { organizationId } = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { organizationId: true },
  });
  emit("orders/fulfilled", { orderId, organizationId });
  return true;
}
