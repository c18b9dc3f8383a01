import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import type { RefundFacts } from "@/lib/commerce/providers/facts";

/**
 * A provider says how a refund stands. What is not as we have it is reported to the function that settles refunds; so is one
 * made past us, at the provider.
 * @returns whether it is a refund of ours.
 */
export async function refundUpdated(
  { tx, emit }: PaymentRun,
  facts: RefundFacts & { provider: string; attemptId: string },
): Promise<{ known: boolean }> {
  const { provider, providerRef, refundId, attemptId, amount, status, failureReason } = facts;
  const refund = await tx.refund.findFirst({
    where: {
      attemptId,
      OR: [{ provider, providerRef }, ...(refundId ? [{ id: refundId }] : [])],
    },
    select: { id: true, state: true, organizationId: true, providerRef: true },
  });
  const report = { attemptId, providerRef, amount, status, failureReason };
  if (!refund) {
    if (status === "succeeded") emit("refunds/made-elsewhere", { ...report, refundId: null });
    return { known: false };
  }
  const news =
    status === "pending"
      ? refund.state !== "succeeded" && (refund.state !== "processing" || refund.providerRef === null)
      : refund.state !== status;
  if (news)
    emit("refunds/reported", { ...report, refundId: refund.id, organizationId: refund.organizationId });
  return { known: true };
}
