import { z } from "zod";
import { providerNamed } from "@/lib/commerce/providers/current";
import { ProviderError } from "@/lib/commerce/providers/errors";
import type { RefundFacts } from "@/lib/commerce/providers/facts";
import { prisma } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/** What asking a provider for a refund came to. */
export const refundAnswer = z.discriminatedUnion("answer", [
  /** Nobody outside need be asked: the money moves in our own books, or a person sends it. */
  z.object({ answer: z.literal("settled"), providerRef: z.string().nullable() }),
  z.object({ answer: z.literal("pending"), providerRef: z.string() }),
  z.object({ answer: z.literal("refused"), message: z.string() }),
  /** It may have been done, and the answer was lost. */
  z.object({ answer: z.literal("lost") }),
]);
export type RefundAnswer = z.infer<typeof refundAnswer>;

async function read(refundId: string) {
  const refund = await prisma.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: {
      id: true,
      number: true,
      amount: true,
      fee: true,
      currency: true,
      provider: true,
      state: true,
      attempt: { select: { paymentRef: true } },
    },
  });
  const amount = Money.of(refund.amount.minus(refund.fee).toFixed(), refund.currency);
  return { ...refund, amount, paymentRef: refund.attempt?.paymentRef ?? null };
}

const byFacts = (facts: RefundFacts): RefundAnswer => {
  if (facts.status === "failed")
    return { answer: "refused", message: facts.failureReason ?? "The provider could not pay it out." };
  return { answer: facts.status === "pending" ? "pending" : "settled", providerRef: facts.providerRef };
};

/**
 * The call to the outside: asks the provider to give the money back, under the refund's own key, so that asking again never
 * pays twice.
 * @throws ProviderError "unavailable": nothing happened, ask again later.
 */
export async function askProvider(refundId: string): Promise<RefundAnswer> {
  const { number, amount, provider, paymentRef } = await read(refundId);
  if (provider === null || paymentRef === null) return { answer: "settled", providerRef: null };
  try {
    const key = `refund:${refundId}`;
    return byFacts(await providerNamed(provider).refund({ refundId, number, paymentRef, amount }, key));
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind === "unavailable") throw error;
    return error.kind === "refused" ? { answer: "refused", message: error.message } : { answer: "lost" };
  }
}

/**
 * Looks a refund up whose answer was lost, or which takes its time; one the provider never made is asked for again under the
 * same key.
 * @throws ProviderError "unavailable".
 */
export async function lookUpRefund(refundId: string): Promise<RefundAnswer> {
  const { provider, paymentRef } = await read(refundId);
  if (provider === null || paymentRef === null) return { answer: "settled", providerRef: null };
  try {
    const facts = await providerNamed(provider).findRefund({ paymentRef, refundId });
    return facts ? byFacts(facts) : askProvider(refundId);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind === "unavailable") throw error;
    return { answer: "lost" };
  }
}
