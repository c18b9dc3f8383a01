import type { Run } from "@/lib/core/command";

type Order = { id: string; organizationId: string };

/** Tells the durable function that closes an order's payment pages. */
export const checkoutsAbandoned = ({ emit }: Pick<Run<unknown>, "emit">, order: Order): void =>
  emit("orders/checkouts-abandoned", { orderId: order.id, organizationId: order.organizationId });

/**
 * Where an order still has a payment page open somewhere, sees to it that nobody can pay on it any more: a durable function
 * closes it at the provider. One that is paid before that is set aside.
 * @param except the attempt that was paid.
 */
export async function abandonCheckouts(
  { tx, emit }: Pick<Run<unknown>, "tx" | "emit">,
  order: Order,
  except?: string,
): Promise<void> {
  const open = await tx.paymentAttempt.findFirst({
    where: {
      orderId: order.id,
      state: { in: ["created", "pending"] },
      ...(except ? { id: { not: except } } : {}),
    },
    select: { id: true },
  });
  if (open) checkoutsAbandoned({ emit }, order);
}
