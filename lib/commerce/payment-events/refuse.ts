import { z } from "zod";
import { signatureErrors } from "@/lib/commerce/providers/stripe/signature";
import { command } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";

/** Keeps a record of a webhook that is not believed: that it came, from where and why it is refused. Nothing it says is kept. */
export const refuseEvent = command({
  name: "payment-events.refuse",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({
    provider: z.string().min(1).max(40),
    signatureError: z.enum(signatureErrors),
    bytes: z.int().min(0),
    /** SHA-256 of the body, to know a repeated one by. */
    digest: z.string().max(64),
    /** How many were refused before it without a record, because too many came. */
    unrecorded: z.int().min(0),
    address: z.string().max(64).nullable(),
  }),
  scope: bySystem(platformWide()),
  async run({ input, tx, now }) {
    const { provider, signatureError, address, bytes, digest, unrecorded } = input;
    const eventId = newId();
    await tx.paymentEvent.create({
      data: {
        id: eventId,
        provider,
        type: "unknown",
        signatureState: "invalid",
        signatureError,
        state: "refused",
        payload: { bytes, sha256: digest, ...(unrecorded > 0 ? { unrecorded } : {}) },
        address,
        receivedAt: now,
        handledAt: now,
      },
      select: { id: true },
    });
    return { eventId };
  },
});
