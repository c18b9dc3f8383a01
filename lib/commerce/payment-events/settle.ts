import { z } from "zod";
import { endEvent } from "@/lib/commerce/payment-events/end";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** Ends an event that changed nothing: nobody listens to it, or it could not be handled. `waiting` only notes what stopped a try. */
export const settleEvent = command({
  name: "payment-events.settle",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({
    eventId: id,
    outcome: z.enum(["handled", "ignored", "failed", "waiting"]),
    error: z.string().max(1000).nullable().default(null),
    note: z.string().max(60).nullable().default(null),
  }),
  scope: bySystem(ofRow("payment_event", (input) => input.eventId)),
  async run({ input: { eventId, outcome, error, note }, tx, now }) {
    if (outcome === "waiting")
      await tx.paymentEvent.updateMany({ where: { id: eventId, state: "received" }, data: { error } });
    else await endEvent(tx, eventId, { state: outcome, error, note, now });
    return { eventId };
  },
});
