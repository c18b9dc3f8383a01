import type { Caller } from "@/lib/core/caller";
import { after, days, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { hashToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { modulesOff } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { systemCaller } from "@/lib/core/system";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { ticketImage } from "@/lib/field-service/service-tickets/images";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { requireBookable } from "@/lib/field-service/service-tickets/slots";
import { uploadTicketImage } from "@/lib/field-service/service-tickets/upload";
import type { StoredFile } from "@/lib/governance/files/read";

/** How long after its end a ticket can still be followed. */
const followedFor = days(30);

const secretForm = /^[A-Za-z0-9_-]{43}$/;

/** The page that follows a ticket. */
export const followPath = (secret: string): string => `/booking/${secret}`;

/** The customer as caller: the product acts for whoever holds the ticket's secret. */
export const customerCaller = async (facts: RequestFacts, key?: string): Promise<Caller> => ({
  ...(await systemCaller("customer")),
  ...facts,
  ...(key ? { idempotencyKey: key } : {}),
});

/**
 * What the customer sees of their ticket.
 * @param secret the one in their link.
 * @throws not_found when it opens nothing, or its ticket ended more than 30 days ago.
 */
export async function followedTicket(secret: string) {
  if ((await modulesOff()).has("field-service") || !secretForm.test(secret)) throw notFound();
  const row = await prisma.serviceTicket.findUnique({
    where: { followHash: hashToken(secret) },
    select: {
      id: true,
      number: true,
      state: true,
      customerName: true,
      phoneMasked: true,
      address: true,
      issue: true,
      appointmentStart: true,
      appointmentEnd: true,
      stateSince: true,
      cancelReason: true,
      locale: true,
      version: true,
      createdAt: true,
      organizationId: true,
      organization: { select: { name: true, timeZone: true } },
      technician: { select: { name: true } },
      images: {
        where: { kind: "problem", uploadedById: null },
        select: { id: true, createdAt: true },
        orderBy: { createdAt: "asc" },
      },
      events: {
        where: { action: { notIn: ["note", "image", "revealed", "overdue", "reminded"] } },
        select: { action: true, happenedAt: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
  if (!row) throw notFound();
  const over = row.state === "completed" || row.state === "canceled";
  if (over && after(row.stateSince, followedFor) < now()) throw notFound();
  return { ...row, technician: row.technician?.name ?? null };
}

export type FollowedTicket = Awaited<ReturnType<typeof followedTicket>>;

/** The customer calls their visit off. @throws like `service-tickets.cancel`. */
export async function cancelFollowed(
  secret: string,
  { version, reason }: { version?: number; reason: string },
  facts: RequestFacts,
  key?: string,
) {
  const { id: ticketId } = await followedTicket(secret);
  return perform(cancelServiceTicket, { ticketId, version, reason }, await customerCaller(facts, key));
}

/**
 * The customer moves their visit to another time that can be booked.
 * @throws like `service-tickets.reschedule`; rule_violation outside of what can be booked.
 */
export async function rescheduleFollowed(
  secret: string,
  { version, appointmentStart }: { version?: number; appointmentStart: string },
  facts: RequestFacts,
  key?: string,
) {
  const { id: ticketId, organizationId } = await followedTicket(secret);
  await requireBookable(organizationId, new Date(appointmentStart));
  const input = { ticketId, version, appointmentStart };
  return perform(rescheduleServiceTicket, input, await customerCaller(facts, key));
}

/** The customer adds a photo of what is broken. @throws like `uploadTicketImage`. */
export async function addFollowedImage(
  secret: string,
  upload: { contentType: string | null; body: AsyncIterable<Uint8Array> },
  facts: RequestFacts,
  key?: string,
) {
  const { id } = await followedTicket(secret);
  return uploadTicketImage(id, upload, await customerCaller(facts, key), "problem");
}

/** A photo the customer sent along, for them to see again. @throws not_found for every other one. */
export async function followedImage(secret: string, imageId: string): Promise<StoredFile> {
  const ticket = await followedTicket(secret);
  if (!ticket.images.some((image) => image.id === imageId)) throw notFound();
  return (await ticketImage(imageId)).thumbnail;
}
