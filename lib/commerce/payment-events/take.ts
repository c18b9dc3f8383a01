import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/** Counts one try to handle an event. Says whether there is anything to do. */
export const takeEvent = command({
  name: "payment-events.take",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({ eventId: id }),
  scope: bySystem(ofRow("payment_event", (input) => input.eventId)),
  async run({ input: { eventId }, tx }) {
    const { count } = await tx.paymentEvent.updateMany({
      where: { id: eventId, state: "received" },
      data: { attempts: { increment: 1 } },
    });
    const event = await tx.paymentEvent.findUnique({
      where: { id: eventId },
      select: { state: true, attempts: true },
    });
    if (!event) throw notFound();
    return { open: count === 1, ...event };
  },
});
