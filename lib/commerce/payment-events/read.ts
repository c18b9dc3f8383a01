import { maskPayload } from "@/lib/commerce/payment-events/mask";
import { type Caller, demand } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id as isId } from "@/lib/core/id";
import type { Json } from "@/lib/core/json";
import { contains, platformPlace } from "@/lib/core/scope";

/**
 * What of an event its page shows beyond the list's columns.
 * @returns the payload with its sensitive parts masked, and `path` for permission checks.
 * @throws not_found when there is none or it is outside the caller's scope; forbidden.
 */
export async function readPaymentEvent(id: string, caller: Caller) {
  demand(caller, "commerce.payment-events.read");
  if (!isId.safeParse(id).success) throw notFound();
  const event = await prisma.paymentEvent.findUnique({
    where: { id },
    select: {
      payload: true,
      state: true,
      signatureState: true,
      attempt: { select: { number: true, topUpId: true, billId: true } },
      organizationId: true,
    },
  });
  if (!event) throw notFound();
  const path = event.organizationId ? await pathOf(event.organizationId) : (await platformPlace()).path;
  if (!contains(caller.scope, path)) throw notFound();
  return { ...event, path, payload: maskPayload(event.payload as Json) };
}

async function pathOf(organizationId: string): Promise<string> {
  const [row] = await prisma.$queryRaw<{ path: string }[]>`
    select path::text as path from organization where id = ${organizationId}::uuid`;
  if (!row) throw notFound();
  return row.path;
}
