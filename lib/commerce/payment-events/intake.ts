import { createHash } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { z } from "zod";
import { receiveEvent } from "@/lib/commerce/payment-events/receive";
import { refuseEvent } from "@/lib/commerce/payment-events/refuse";
import { stripe } from "@/lib/commerce/providers/stripe/provider";
import {
  faultOfSignature,
  type SignatureError,
  webhookSecrets,
} from "@/lib/commerce/providers/stripe/signature";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";

/** Largest event taken, in bytes. Stripe's are some kilobytes. */
export const maxEventBytes = 1024 * 1024;

// Anybody may send nonsense here; so much of it is worth a record, per process.
const aMinute = new RateLimiterMemory({ points: 20, duration: 60 });
const aDay = new RateLimiterMemory({ points: 1000, duration: 86_400 });
let unrecorded = 0;

const envelope = z.looseObject({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(100),
  created: z.number().int().min(0).max(32_503_680_000).optional(),
});

/** How a webhook is answered. */
export type Intake = { accepted: true; duplicate: boolean } | { accepted: false; why: SignatureError };

/**
 * Takes in what Stripe sends: believes its signature or nothing, keeps the event once, leaves the work to a durable function.
 * @param body the raw body.
 * @param signature the `Stripe-Signature` header.
 * @throws unavailable when no signing secret is set up, so that Stripe tries again later.
 */
export async function takeInStripe(
  body: string,
  signature: string | null,
  address: string | null,
): Promise<Intake> {
  if (webhookSecrets().length === 0) throw new AppError("unavailable", "commerce.no_payment_provider");
  const fault = faultOfSignature(body, signature, now());
  const parsed = fault ? null : envelope.safeParse(parsedJson(body));
  if (fault || !parsed?.success) return refuse(fault ?? "not_json", body, address);
  const { id, type, created } = parsed.data;
  const { duplicate } = await perform(
    receiveEvent,
    {
      provider: stripe.name,
      providerEventId: id,
      type,
      payload: parsed.data,
      objectRef: refOf(type, parsed.data),
      occurredAt: created === undefined ? null : new Date(created * 1000).toISOString(),
      address,
    },
    await systemCaller("stripe-webhook"),
  );
  return { accepted: true, duplicate };
}

function refOf(type: string, payload: unknown): string | null {
  const subject = stripe.subjectOf(type, payload);
  if (subject.about === "method") return subject.methodRef;
  return subject.about === "payment" ? (subject.paymentRef ?? subject.sessionRef ?? subject.attemptId) : null;
}

// Postgres text cannot hold a NUL, which JSON can spell.
function parsedJson(body: string): unknown {
  try {
    return body.includes("\\u0000")
      ? JSON.parse(body, (_, value: unknown) =>
          typeof value === "string" ? value.replaceAll("\0", "") : value,
        )
      : JSON.parse(body);
  } catch {
    return null;
  }
}

async function refuse(why: SignatureError, body: string, address: string | null): Promise<Intake> {
  const room = await Promise.all([aMinute.consume("refused"), aDay.consume("refused")]).then(
    () => true,
    () => false,
  );
  if (!room) {
    unrecorded++;
    return { accepted: false, why };
  }
  const missed = unrecorded;
  unrecorded = 0;
  await perform(
    refuseEvent,
    {
      provider: stripe.name,
      signatureError: why,
      bytes: Buffer.byteLength(body),
      digest: createHash("sha256").update(body).digest("hex"),
      unrecorded: missed,
      address,
    },
    await systemCaller("stripe-webhook"),
  );
  return { accepted: false, why };
}
