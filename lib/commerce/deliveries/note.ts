import { settleDelivery } from "@/lib/commerce/deliveries/settle";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

/** Notes at its attempt what became of the mail that brought a benefit. */
export async function noteDelivery(settled: {
  mailId: string;
  outcome: "sent" | "kept" | "failed";
  error?: string;
}) {
  const { mailId, outcome, error } = settled;
  const { id: deliveryId } = await prisma.deliveryAttempt.findUniqueOrThrow({
    where: { mailId },
    select: { id: true },
  });
  const caller = await systemCaller("note-delivery");
  return perform(settleDelivery, { deliveryId, outcome, ...(error ? { error } : {}) }, caller);
}
