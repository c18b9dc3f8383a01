import { z } from "zod";
import { adoptRefund } from "@/lib/commerce/refunds/adopt";
import { readAtProvider } from "@/lib/commerce/refunds/ask-provider";
import { concludeRefund } from "@/lib/commerce/refunds/carry-out";
import { returnRefund } from "@/lib/commerce/refunds/return";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

const report = z.object({
  /** Null for one made at the provider. */
  refundId: z.uuid().nullable(),
  attemptId: z.uuid(),
  providerRef: z.string(),
  amount: z.object({ amount: z.string(), currency: z.string() }),
  status: z.enum(["pending", "succeeded", "failed"]),
  failureReason: z.string().nullable(),
});
export type RefundReport = z.infer<typeof report>;

/**
 * Takes over what a provider told of a refund: ours is settled, failed, or has come back; one made past us is entered in our
 * books, because its money has left.
 */
export async function takeReport(data: unknown): Promise<string> {
  const { refundId, attemptId, providerRef, amount, status, failureReason } = report.parse(data);
  const message = failureReason ?? "The provider could not pay it out.";
  if (!refundId) {
    if (status !== "succeeded") return "ignored";
    const caller = await systemCaller("execute-refund");
    return (await perform(adoptRefund, { attemptId, providerRef, amount }, caller)).state;
  }
  const refund = await prisma.refund.findUniqueOrThrow({ where: { id: refundId }, select: { state: true } });
  if (refund.state === "failed") {
    // Reports overtake each other: only what the provider says now undoes what people believe.
    const answer = status === "failed" ? null : await readAtProvider(refundId);
    const under = answer?.answer === "settled" || answer?.answer === "pending";
    return under ? concludeRefund(refundId, answer) : refund.state;
  }
  if (status === "succeeded") return concludeRefund(refundId, { answer: "settled", providerRef });
  if (status === "pending") return concludeRefund(refundId, { answer: "pending", providerRef });
  if (refund.state !== "succeeded") return concludeRefund(refundId, { answer: "refused", message });
  return (await perform(returnRefund, { refundId, message }, await systemCaller("execute-refund"))).state;
}
