import { z } from "zod";
import { expireDueMethods } from "@/lib/billing/payment-methods/expire";
import { forgetAtProvider } from "@/lib/billing/payment-methods/forget";
import { askAbout } from "@/lib/commerce/payment-attempts/ask";
import { closeOpenPayment } from "@/lib/commerce/payment-attempts/close-open";
import { attemptsDue, attemptsOpen } from "@/lib/commerce/payment-attempts/due";
import {
  begun,
  callProvider,
  giveUpOpening,
  planOpening,
  settleOpening,
} from "@/lib/commerce/payment-attempts/open";
import { syncAsked } from "@/lib/commerce/payment-attempts/sync";
import { giveUpEvent, handleEvent } from "@/lib/commerce/payment-events/handle";
import { eventReceived } from "@/lib/commerce/payment-events/receive";
import "@/lib/registry";
import { inngest } from "../client";
import { everyFiveMinutes } from "../every";

/** A failure handler's event carries the one that started the run. */
const failed = <Data>(data: z.ZodType<Data>) => z.object({ event: z.object({ data }) });

/**
 * Begins a payment at its provider: what is asked for and the key it is asked under are fixed first, then the call, then its
 * answer is written down (design section 7). A provider that is away is asked again for some hours.
 */
export const openPayment = inngest.createFunction(
  {
    id: "open-payment",
    retries: 7,
    concurrency: { key: "event.data.attemptId", limit: 1 },
    triggers: [{ event: "payment-attempts/begun" }],
    onFailure: async ({ event, error, step }) => {
      const { attemptId } = failed(begun).parse(event.data).event.data;
      await step.run("give up", () => giveUpOpening(attemptId, error));
    },
  },
  async ({ event, step }) => {
    const { attemptId, ...about } = begun.parse(event.data);
    const plan = await step.run("plan", () => planOpening({ attemptId, ...about }));
    if (!plan) return { attemptId, overtaken: true };
    const answer = await step.run("call", () => callProvider(plan));
    return step.run("settle", () => settleOpening(plan, answer));
  },
);

const one = z.object({ attemptId: z.uuid() });

/** Asks the provider how a payment stands. */
export const syncPayment = inngest.createFunction(
  {
    id: "sync-payment",
    retries: 4,
    concurrency: [{ limit: 5 }, { key: "event.data.attemptId", limit: 1 }],
    triggers: [{ event: syncAsked }],
  },
  async ({ event, step }) => {
    const { attemptId } = one.parse(event.data);
    return step.run("ask", () => askAbout(attemptId));
  },
);

/** Webhooks get lost: payments nobody has heard of for long are asked about. */
export const pollPayments = inngest.createFunction(
  { id: "poll-payments", concurrency: { limit: 1 }, retries: 1, triggers: [everyFiveMinutes] },
  async ({ step }) => {
    const due = await step.run("find", () => attemptsDue());
    if (due.length > 0)
      await step.sendEvent(
        "ask",
        due.map((attemptId) => ({ name: syncAsked, data: { attemptId } })),
      );
    return { asked: due.length };
  },
);

const ended = z.union([z.object({ orderId: z.uuid() }), z.object({ topUpId: z.uuid() })]);

/** An order or a top-up is over: pages to pay it on are closed. */
export const closePayments = inngest.createFunction(
  {
    id: "close-payments",
    retries: 6,
    triggers: [
      { event: "orders/checkouts-abandoned" },
      { event: "top-ups/closed" },
      { event: "top-ups/lapsed" },
    ],
  },
  async ({ event, step }) => {
    const of = ended.parse(event.data);
    const open = await step.run("find", () => attemptsOpen(of));
    for (const attemptId of open) await step.run(`close ${attemptId}`, () => closeOpenPayment(attemptId));
    return { closed: open.length };
  },
);

const received = z.object({ eventId: z.uuid() });

/** Handles what a provider told us. Events of one payment one after the other, so that each finds what the last one did. */
export const processPaymentEvent = inngest.createFunction(
  {
    id: "process-payment-event",
    retries: 8,
    // Few at a time: taking events in comes before handling them.
    concurrency: [{ limit: 3 }, { key: "event.data.payment", limit: 1 }],
    triggers: [{ event: eventReceived }],
    onFailure: async ({ event, error, step }) => {
      const { eventId } = failed(received).parse(event.data).event.data;
      await step.run("give up", () => giveUpEvent(eventId, error));
    },
  },
  async ({ event, step }) => {
    const { eventId } = received.parse(event.data);
    return step.run("handle", () => handleEvent(eventId));
  },
);

const method = z.object({ paymentMethodId: z.uuid() });

/** A kept method was detached here: the provider forgets it, too. */
export const forgetPaymentMethod = inngest.createFunction(
  { id: "forget-payment-method", retries: 6, triggers: [{ event: "payment-methods/detached" }] },
  async ({ event, step }) => {
    const { paymentMethodId } = method.parse(event.data);
    await step.run("forget", () => forgetAtProvider(paymentMethodId));
  },
);

/** Cards expire with their month. */
export const expirePaymentMethods = inngest.createFunction(
  { id: "expire-payment-methods", concurrency: { limit: 1 }, triggers: [{ cron: "23 0 * * *" }] },
  async ({ step }) => step.run("expire", () => expireDueMethods()),
);
