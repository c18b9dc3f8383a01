import type { Tx } from "@/lib/core/db";

type About = { id: string; organizationId: string; orderId: string | null };

export type EventEnd = {
  state: "handled" | "ignored" | "failed";
  /** The payment it turned out to be about. */
  attempt?: About | null;
  /** What kept it from being handled. */
  error?: string | null;
  /** What people should know: a key of the catalogue at `commerce.payment-events.notes`. */
  note?: string | null;
  now: Date;
};

/** Writes how an event ended, unless it has ended already: an event that was told twice is handled once. */
export async function endEvent(tx: Tx, eventId: string, end: EventEnd): Promise<void> {
  const { state, attempt, error = null, note = null, now } = end;
  await tx.paymentEvent.updateMany({
    where: { id: eventId, state: "received" },
    data: {
      state,
      error,
      note,
      handledAt: now,
      ...(attempt
        ? { attemptId: attempt.id, organizationId: attempt.organizationId, orderId: attempt.orderId }
        : {}),
    },
  });
}
