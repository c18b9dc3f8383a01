import { z } from "zod";
import { providerNamed } from "@/lib/commerce/providers/current";
import { ProviderError } from "@/lib/commerce/providers/errors";
import type { RefundFacts } from "@/lib/commerce/providers/facts";
import { isOpen } from "@/lib/commerce/refunds/machine";
import { prisma } from "@/lib/core/db";
import { Money } from "@/lib/core/money";

/** What asking a provider for a refund came to. */
export const refundAnswer = z.discriminatedUnion("answer", [
  /** Nobody outside need be asked: the money moves in our own books, or a person sends it. */
  z.object({ answer: z.literal("settled"), providerRef: z.string().nullable() }),
  z.object({ answer: z.literal("pending"), providerRef: z.string() }),
  z.object({ answer: z.literal("refused"), message: z.string() }),
  /** Not asked for: an earlier refund, which people gave up on, is done or under way at the provider. */
  z.object({
    answer: z.literal("made_before"),
    earlierId: z.uuid(),
    number: z.string(),
    providerRef: z.string(),
    status: z.enum(["settled", "pending"]),
  }),
  /** It has ended meanwhile: nothing was asked. */
  z.object({ answer: z.literal("over") }),
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
      attemptId: true,
      approvalId: true,
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
 * pays twice. What people believed not to be done is looked up first: they may have been wrong.
 * @throws ProviderError "unavailable": nothing happened, ask again later.
 */
export async function askProvider(refundId: string): Promise<RefundAnswer> {
  const refund = await read(refundId);
  const { number, amount, provider, paymentRef, state } = refund;
  if (!isOpen(state) || state === "to_send") return { answer: "over" };
  if (provider === null || paymentRef === null) return { answer: "settled", providerRef: null };
  try {
    const before = await madeBefore({ ...refund, paymentRef });
    if (before) return before;
    const key = `refund:${refundId}`;
    return byFacts(await providerNamed(provider).refund({ refundId, number, paymentRef, amount }, key));
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind === "unavailable") throw error;
    return error.kind === "refused" ? { answer: "refused", message: error.message } : { answer: "lost" };
  }
}

/** An earlier refund of the same payment or approval that counts as failed and is not, or has been done meanwhile. */
async function madeBefore(
  refund: Pick<Awaited<ReturnType<typeof read>>, "id" | "provider" | "attemptId" | "approvalId"> & {
    paymentRef: string;
  },
): Promise<RefundAnswer | null> {
  const { id, provider, attemptId, approvalId, paymentRef } = refund;
  if (!provider) return null;
  const earlier = await prisma.refund.findMany({
    where: {
      id: { not: id },
      provider,
      attemptId,
      OR: [{ state: "failed" }, ...(approvalId ? [{ approvalId, state: "succeeded" as const }] : [])],
    },
    orderBy: { createdAt: "asc" },
    select: { id: true, number: true },
  });
  for (const { id: earlierId, number } of earlier) {
    const facts = await providerNamed(provider).findRefund({ paymentRef, refundId: earlierId });
    if (!facts || facts.status === "failed") continue;
    const status = facts.status === "pending" ? "pending" : "settled";
    return { answer: "made_before", earlierId, number, providerRef: facts.providerRef, status };
  }
  return null;
}

/**
 * Looks a refund up whose answer was lost, or which takes its time; one the provider never made is asked for again under the
 * same key.
 * @throws ProviderError "unavailable".
 */
export async function lookUpRefund(refundId: string): Promise<RefundAnswer> {
  return (await readAtProvider(refundId)) ?? askProvider(refundId);
}

/**
 * How a refund stands at the provider.
 * @returns null where the provider never made it.
 * @throws ProviderError "unavailable".
 */
export async function readAtProvider(refundId: string): Promise<RefundAnswer | null> {
  const { provider, paymentRef } = await read(refundId);
  if (provider === null || paymentRef === null) return { answer: "settled", providerRef: null };
  try {
    const facts = await providerNamed(provider).findRefund({ paymentRef, refundId });
    return facts && byFacts(facts);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind === "unavailable") throw error;
    return { answer: "lost" };
  }
}
