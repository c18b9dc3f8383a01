import type { Run } from "@/lib/core/command";

/**
 * Where an order still has a payment page open somewhere, sees to it that nobody can pay on it any more: a durable function
 * closes it at the provider. One that is paid before that is set aside.
 */
export async function abandonCheckouts(
  { tx, emit }: Pick<Run<unknown>, "tx" | "emit">,
  order: { id: string; organizationId: string },
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
  if (open) emit("orders/checkouts-abandoned", { orderId: order.id, organizationId: order.organizationId });
}
