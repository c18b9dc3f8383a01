import { askAbout } from "@/lib/commerce/payment-attempts/ask";
import { closePayment } from "@/lib/commerce/payment-attempts/close";
import { asking } from "@/lib/commerce/providers/asking";
import { providerNamed } from "@/lib/commerce/providers/current";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

/**
 * Sees to it that a payment cannot be made any more: marks it, closes its page at the provider, and takes over how it ended,
 * which may be paid.
 * @throws unavailable when the provider does not answer.
 */
export async function closeOpenPayment(attemptId: string): Promise<{ state: string }> {
  const closing = await perform(closePayment, { attemptId }, await systemCaller("close-payments"));
  const { sessionRef } = closing;
  if (!sessionRef) return { state: closing.state };
  const { provider } = await prisma.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: { provider: true },
  });
  await asking(() => providerNamed(provider).closeCheckout(sessionRef));
  return (await askAbout(attemptId)) ?? { state: closing.state };
}
