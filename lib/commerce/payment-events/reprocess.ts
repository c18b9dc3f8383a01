import { paymentEventMachine } from "@/lib/commerce/payment-events/machine";
import { eventReceived } from "@/lib/commerce/payment-events/receive";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

const read = (db: Pick<Tx, "paymentEvent">, eventId: string) =>
  db.paymentEvent.findUnique({
    where: { id: eventId },
    select: { type: true, providerEventId: true, objectRef: true, state: true, error: true, attempts: true },
  });

/**
 * Handles an event once more: what the provider says now is taken over anew. Always after somebody else agreed: the approval
 * REPROCESS_EVENT (control-tower 5.3). An event whose signature was wrong never happened.
 */
export const reprocessEvent = command({
  name: "payment-events.reprocess",
  permission: "commerce.payment-events.reprocess",
  alwaysApproved: true,
  input: object({ eventId: id, reason }),
  scope: ofRow("payment_event", (input) => input.eventId),
  async preview({ eventId }) {
    const event = await read(prisma, eventId);
    if (!event) throw notFound();
    if (event.state === "refused") throw refused("commerce.event_not_believed");
    return {
      target: { type: "payment-events", id: eventId, label: event.providerEventId ?? event.type },
      before: { state: event.state, attempts: event.attempts, error: event.error },
      after: { state: "received" },
    };
  },
  async run({ input: { eventId }, tx, audit, emit }) {
    const before = await read(tx, eventId);
    if (!before) throw notFound();
    if (before.state === "refused") throw refused("commerce.event_not_believed");
    const state = await paymentEventMachine.move(
      "reprocess",
      ({ where, data }) =>
        tx.paymentEvent.updateMany({
          where: { id: eventId, ...where },
          data: { ...data, error: null, note: null, handledAt: null },
        }),
      () => read(tx, eventId),
    );
    audit.target({ type: "payment-events", id: eventId, label: before.providerEventId ?? before.type });
    audit.change({ state: before.state }, { state });
    emit(eventReceived, { eventId, payment: before.objectRef ?? eventId });
    return { eventId, state };
  },
});
