import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { type Json, toJson } from "@/lib/core/json";
import { ofRow } from "@/lib/core/scope";

/** Shows the whole payload of an event this once; the trail says to whom and why (design section 9). */
export const revealPaymentEvent = command({
  name: "payment-events.reveal",
  permission: "commerce.payment-events.reveal",
  sensitive: true,
  input: object({ eventId: id, reason }),
  scope: ofRow("payment_event", (input) => input.eventId),
  shownOnce: ["payload"],
  async run({ input: { eventId }, tx, audit }): Promise<{ eventId: string; payload: Json }> {
    const event = await tx.paymentEvent.findUnique({
      where: { id: eventId },
      select: { type: true, providerEventId: true, payload: true },
    });
    if (!event) throw notFound();
    audit.target({ type: "payment-events", id: eventId, label: event.providerEventId ?? event.type });
    return { eventId, payload: toJson(event.payload) };
  },
});
