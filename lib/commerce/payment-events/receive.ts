import { z } from "zod";
import { command } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import type { Json } from "@/lib/core/json";
import { bySystem, platformWide } from "@/lib/core/scope";

/** The event that makes a durable function handle one. */
export const eventReceived = "payment-events/received";

/**
 * Keeps what a provider told us, once, and has it handled. The whole of the work a webhook's answer waits for: one short
 * transaction (design section 8).
 */
export const receiveEvent = command({
  name: "payment-events.receive",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({
    provider: z.string().min(1).max(40),
    providerEventId: z.string().min(1).max(255),
    type: z.string().min(1).max(100),
    payload: z.record(z.string(), z.unknown()),
    /** The payment it is about, in the provider's ids: events of one payment are handled one after the other. */
    objectRef: z.string().max(255).nullable(),
    occurredAt: z.iso.datetime().nullable(),
    address: z.string().max(64).nullable(),
  }),
  scope: bySystem(platformWide()),
  async run({ input, tx, emit, now }) {
    const { provider, providerEventId, type, payload, objectRef, occurredAt, address } = input;
    const eventId = newId();
    const { count } = await tx.paymentEvent.createMany({
      data: {
        id: eventId,
        provider,
        providerEventId,
        type,
        signatureState: "valid",
        payload: payload as { [key: string]: Json } as object,
        objectRef,
        address,
        occurredAt: occurredAt ? new Date(occurredAt) : null,
        receivedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 1) emit(eventReceived, { eventId, payment: objectRef ?? eventId });
    return { duplicate: count === 0 };
  },
});
