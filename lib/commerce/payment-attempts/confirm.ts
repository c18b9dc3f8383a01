import { z } from "zod";
import { lockAttempt } from "@/lib/commerce/payment-attempts/locked";
import { endEvent } from "@/lib/commerce/payment-events/end";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** The provider was asked and had nothing new to say: most events of a payment, and most of the polling. */
export const confirmPayment = command({
  name: "payment-attempts.confirm",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({ attemptId: id, askedAt: z.iso.datetime(), eventId: id.optional() }),
  scope: bySystem(ofRow("payment_attempt", (input) => input.attemptId)),
  async run({ input: { attemptId, askedAt, eventId }, tx, now }) {
    const attempt = await lockAttempt(tx, attemptId);
    const asked = new Date(askedAt);
    if (attempt.syncedAt === null || attempt.syncedAt < asked)
      await tx.paymentAttempt.update({
        where: { id: attemptId },
        data: { syncedAt: asked },
        select: { id: true },
      });
    if (eventId) await endEvent(tx, eventId, { state: "handled", attempt, now });
    return { attemptId, state: attempt.state };
  },
});
