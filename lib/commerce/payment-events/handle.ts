import { syncMethod } from "@/lib/billing/payment-methods/sync";
import { askAbout, takeOver } from "@/lib/commerce/payment-attempts/ask";
import { confirmPayment } from "@/lib/commerce/payment-attempts/confirm";
import { readAttempt } from "@/lib/commerce/payment-attempts/locked";
import { settleEvent } from "@/lib/commerce/payment-events/settle";
import { takeEvent } from "@/lib/commerce/payment-events/take";
import { asking } from "@/lib/commerce/providers/asking";
import { providerNamed } from "@/lib/commerce/providers/current";
import type { EventSubject } from "@/lib/commerce/providers/provider";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { systemCaller } from "@/lib/core/system";

const caller = () => systemCaller("process-payment-event");

/**
 * Handles what a provider told us: finds the payment, asks the provider how it stands, and takes that over. What the event
 * itself says is not believed, so that neither order nor repetition matters.
 * @returns how the event ended.
 * @throws unavailable when the provider does not answer; it is noted on the event, which stays open for another try.
 */
export async function handleEvent(eventId: string): Promise<{ state: string }> {
  const { open, state, attempts } = await perform(takeEvent, { eventId }, await caller());
  if (!open) return { state };
  const event = await prisma.paymentEvent.findUniqueOrThrow({
    where: { id: eventId },
    select: { provider: true, type: true, payload: true, receivedAt: true },
  });
  try {
    const subject = providerNamed(event.provider).subjectOf(event.type, event.payload);
    // Somebody who asks for it to be handled again wants the provider asked.
    const since = attempts === 1 ? event.receivedAt : null;
    const done = await handleSubject(event.provider, subject, eventId, since);
    return done ? { state: "handled" } : await ignore(eventId, subject);
  } catch (error) {
    const message = await inWords(error);
    await perform(settleEvent, { eventId, outcome: "waiting", error: message }, await caller());
    throw error;
  }
}

/** Writes down that an event could not be handled, however often it was tried. */
export async function giveUpEvent(eventId: string, error: { message: string }): Promise<void> {
  const { error: said } = await prisma.paymentEvent.findUniqueOrThrow({
    where: { id: eventId },
    select: { error: true },
  });
  await perform(
    settleEvent,
    { eventId, outcome: "failed", error: (said ?? error.message).slice(0, 1000) },
    await caller(),
  );
}

async function ignore(eventId: string, { about }: EventSubject): Promise<{ state: string }> {
  const note =
    about === "payment" ? "unknown_payment" : about === "method" ? "unknown_payer" : "not_listened_to";
  await perform(settleEvent, { eventId, outcome: "ignored", note }, await caller());
  return { state: "ignored" };
}

/** @param since an answer of the provider that is newer than this holds what the event is about already. */
async function handleSubject(
  provider: string,
  subject: EventSubject,
  eventId: string,
  since: Date | null,
): Promise<boolean> {
  if (subject.about === "nothing") return false;
  if (subject.about === "method") {
    const facts = await asking(() => providerNamed(provider).retrieveMethod(subject.methodRef));
    if (!facts) return false;
    const { kept } = await perform(syncMethod, { provider, facts, eventId }, await caller());
    return kept;
  }
  const { sessionRef, paymentRef } = subject;
  const attemptId = await attemptNamed(provider, subject);
  if (attemptId && since && (await heardSince(attemptId, since, eventId))) return true;
  if (attemptId) return (await askAbout(attemptId, { sessionRef, paymentRef, eventId })) !== null;
  if (!paymentRef) return false;
  // A refund or a dispute names its payment only; the payment knows whose it is.
  const askedAt = now();
  const facts = await asking(() => providerNamed(provider).retrieve({ sessionRef: null, paymentRef }));
  const named = facts?.attemptId
    ? await attemptNamed(provider, { ...subject, attemptId: facts.attemptId })
    : null;
  if (!facts || !named) return false;
  await takeOver(await readAttempt(prisma, named), facts, askedAt, eventId);
  return true;
}

/** A payment's events come in a crowd: the first one's answer, asked for after they all came, serves the rest. */
async function heardSince(attemptId: string, since: Date, eventId: string): Promise<boolean> {
  const { syncedAt } = await readAttempt(prisma, attemptId);
  if (syncedAt === null || syncedAt <= since) return false;
  await perform(confirmPayment, { attemptId, askedAt: syncedAt.toISOString(), eventId }, await caller());
  return true;
}

async function attemptNamed(
  provider: string,
  {
    attemptId,
    sessionRef,
    paymentRef,
  }: { attemptId: string | null; sessionRef: string | null; paymentRef: string | null },
): Promise<string | null> {
  const found = await prisma.paymentAttempt.findFirst({
    where: {
      provider,
      OR: [
        ...(attemptId ? [{ id: attemptId }] : []),
        ...(sessionRef ? [{ sessionRef }] : []),
        ...(paymentRef ? [{ paymentRef }] : []),
      ],
    },
    select: { id: true },
  });
  return found?.id ?? null;
}

async function inWords(error: unknown): Promise<string> {
  const shown = error instanceof AppError ? error : new AppError("unavailable", "internal");
  return describeError(shown, await translator("en")).slice(0, 1000);
}
