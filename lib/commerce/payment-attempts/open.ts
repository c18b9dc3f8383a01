import { z } from "zod";
import { payerOf, recordPayer } from "@/lib/billing/payment-methods/payer";
import { takeOver } from "@/lib/commerce/payment-attempts/ask";
import { failedToOpen } from "@/lib/commerce/payment-attempts/failed-to-open";
import { readAttempt } from "@/lib/commerce/payment-attempts/locked";
import { openedPayment } from "@/lib/commerce/payment-attempts/opened";
import { providerNamed } from "@/lib/commerce/providers/current";
import { ProviderError } from "@/lib/commerce/providers/errors";
import { paymentFacts } from "@/lib/commerce/providers/facts";
import { after, minutes, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";

/** What the event of a begun payment says. */
export const begun = z.object({
  attemptId: z.uuid(),
  description: z.string(),
  saveMethod: z.boolean().default(false),
});
export type Begun = z.infer<typeof begun>;

/** No provider keeps a page open for less than half an hour; a minute more, for the way there. */
const openAtLeast = minutes(31);

const caller = () => systemCaller("open-payment");

type Owner = {
  organizationId: string;
  customerId: string | null;
  name: string;
  email: string | null;
  locale: string | null;
};

/** Everything the call needs, fixed before it is made: a repeat of it says the very same under the same key. */
export type Plan = {
  key: string;
  request: {
    attemptId: string;
    number: string;
    amount: { amount: string; currency: string };
    description: string;
    saveMethod: boolean;
    expiresAt: string;
  };
  provider: string;
  owner: Owner;
  payerRef: string | null;
  methodRef: string | null;
};

/** @returns what to ask the provider for, or null when there is nothing to ask any more. */
export async function planOpening({ attemptId, description, saveMethod }: Begun): Promise<Plan | null> {
  const attempt = await readAttempt(prisma, attemptId);
  if (attempt.state !== "created") return null;
  const owner = await ownerOf(attempt);
  const method = attempt.paymentMethodId
    ? await prisma.paymentMethod.findUniqueOrThrow({
        where: { id: attempt.paymentMethodId },
        select: { providerRef: true },
      })
    : null;
  const least = after(now(), openAtLeast);
  const expiresAt = attempt.expiresAt && attempt.expiresAt > least ? attempt.expiresAt : least;
  return {
    // A page that was opened and whose address was lost cannot be paid; a charge must not be made twice.
    key: method
      ? `payment-attempt:${attemptId}:charge`
      : `payment-attempt:${attemptId}:open:${Math.floor(expiresAt.getTime() / 1000)}`,
    request: {
      attemptId,
      number: attempt.number,
      amount: attempt.amount.toJSON(),
      description,
      saveMethod,
      expiresAt: expiresAt.toISOString(),
    },
    provider: attempt.provider,
    owner,
    payerRef: await payerOf(prisma, attempt.provider, owner),
    methodRef: method?.providerRef ?? null,
  };
}

async function ownerOf(attempt: {
  organizationId: string;
  orderId: string | null;
  topUpId: string | null;
  billId: string | null;
}): Promise<Owner> {
  const { organizationId, orderId, topUpId, billId } = attempt;
  const select = { customer: { select: { id: true, name: true, email: true, locale: true } } };
  const of = orderId
    ? await prisma.order.findUnique({ where: { id: orderId }, select })
    : topUpId
      ? await prisma.topUp.findUnique({ where: { id: topUpId }, select })
      : await prisma.bill.findUnique({ where: { id: billId ?? "" }, select });
  if (of?.customer) {
    const { id: customerId, ...customer } = of.customer;
    return { organizationId, customerId, ...customer };
  }
  const { name, email } = await prisma.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { name: true, email: true },
  });
  return { organizationId, customerId: null, name, email, locale: null };
}

/** Makes the payer known to the provider, where methods are to be kept with them. @returns the provider's id of them. */
export async function introducePayer(provider: string, owner: Owner): Promise<string> {
  const { organizationId, customerId, name, email } = owner;
  const known = await payerOf(prisma, provider, owner);
  if (known) return known;
  const providerRef = await providerNamed(provider).createPayer(
    { organizationId, customerId, name, email },
    `payer:${customerId ?? organizationId}`,
  );
  const kept = await perform(
    recordPayer,
    { organizationId, customerId, provider, providerRef },
    await caller(),
  );
  return kept.providerRef;
}

const answer = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("opened"),
    sessionRef: z.string(),
    paymentRef: z.string().nullable(),
    payUrl: z.string(),
    expiresAt: z.string(),
  }),
  z.object({ outcome: z.literal("charged"), facts: paymentFacts, askedAt: z.string() }),
  z.object({ outcome: z.literal("refused"), code: z.string().nullable(), reason: z.string() }),
]);
export type Answer = z.infer<typeof answer>;

/**
 * Asks the provider, under the plan's key.
 * @returns its answer, a refusal included.
 * @throws when it does not answer, for the engine to ask again.
 */
export async function callProvider(plan: Plan): Promise<Answer> {
  const { amount, expiresAt, ...request } = plan.request;
  const money = Money.of(amount.amount, amount.currency);
  try {
    const provider = providerNamed(plan.provider);
    const payerRef =
      plan.payerRef ?? (request.saveMethod ? await introducePayer(plan.provider, plan.owner) : null);
    if (plan.methodRef && payerRef) {
      const askedAt = now().toISOString();
      const facts = await provider.chargeSaved(
        { ...request, amount: money, payerRef, methodRef: plan.methodRef },
        plan.key,
      );
      return { outcome: "charged", facts, askedAt };
    }
    const opened = await provider.openCheckout(
      {
        ...request,
        amount: money,
        payerRef,
        email: plan.owner.email,
        locale: plan.owner.locale,
        expiresAt: new Date(expiresAt),
      },
      plan.key,
    );
    return { outcome: "opened", ...opened, expiresAt: opened.expiresAt.toISOString() };
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "refused")
      return { outcome: "refused", code: error.code, reason: error.message };
    if (error instanceof AppError && error.code === "rule_violation")
      return { outcome: "refused", code: "no_payment_provider", reason: error.message };
    throw error;
  }
}

/** Writes down what the provider answered. */
export async function settleOpening(plan: Plan, answered: Answer): Promise<{ state: string }> {
  const { attemptId } = plan.request;
  if (answered.outcome === "charged")
    return takeOver(await readAttempt(prisma, attemptId), answered.facts, new Date(answered.askedAt));
  if (answered.outcome === "refused") {
    const { code, reason } = answered;
    return perform(failedToOpen, { attemptId, code, reason: reason.slice(0, 500) }, await caller());
  }
  const { outcome: _, ...opened } = answered;
  const { state, payable } = await perform(openedPayment, { attemptId, ...opened }, await caller());
  // Its owner ended while it was being opened: nobody shall pay it.
  if (!payable) await providerNamed(plan.provider).closeCheckout(opened.sessionRef);
  return { state };
}

/** The provider did not answer, however often it was asked. */
export async function giveUpOpening(attemptId: string, error: { message: string }): Promise<void> {
  await perform(
    failedToOpen,
    { attemptId, code: "provider_unavailable", reason: error.message.slice(0, 500) || "?", lost: true },
    await caller(),
  );
}
