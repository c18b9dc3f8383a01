import type { Caller } from "@/lib/core/caller";
import { after, days, hours, now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { hashToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { modulesOff } from "@/lib/core/directory";
import { AppError, conflict, notFound } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { systemCaller } from "@/lib/core/system";
import { mostOfCustomer } from "@/lib/field-service/service-tickets/add-image";
import { cancelServiceTicket } from "@/lib/field-service/service-tickets/cancel";
import { type BookableDays, freeSlots } from "@/lib/field-service/service-tickets/free-slots";
import { ticketImage } from "@/lib/field-service/service-tickets/images";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";
import { rescheduleServiceTicket } from "@/lib/field-service/service-tickets/reschedule";
import { requireBookable } from "@/lib/field-service/service-tickets/slots";
import { uploadTicketImage } from "@/lib/field-service/service-tickets/upload";
import { countUse, countVisit, networkOf } from "@/lib/governance/auth/attempts";
import type { StoredFile } from "@/lib/governance/files/read";

/** How long after its end a ticket can still be followed. */
const followedFor = days(30);

/** How the history calls the customer. */
const customerLabel = "customer";

const secretForm = /^[A-Za-z0-9_-]{43}$/;

/** The page that follows a ticket. */
export const followPath = (secret: string): string => `/booking/${secret}`;

/**
 * The customer as caller: the product acts for whoever holds the ticket's secret.
 * @param key the request's idempotency key; those of one ticket do not meet those of another.
 */
const customerCaller = async (facts: RequestFacts, ticketId: string, key?: string): Promise<Caller> => ({
  ...(await systemCaller(customerLabel)),
  ...facts,
  ...(key ? { idempotencyKey: `${ticketId}:${key}` } : {}),
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
        where: { action: { notIn: ["note", "image", "updated", "revealed", "overdue", "reminded"] } },
        select: { id: true, action: true, actor: true, operatorId: true, happenedAt: true },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
  if (!row) throw notFound();
  const over = row.state === "completed" || row.state === "canceled";
  if (over && after(row.stateSince, followedFor) < now()) throw notFound();
  return {
    ...row,
    state: row.state as ServiceTicketState,
    technician: row.technician ? calledName(row.technician.name) : null,
    // Who of the office it was is none of the customer's business.
    events: row.events.map(({ actor, operatorId, ...event }) => ({
      ...event,
      byCustomer: operatorId === null && actor === customerLabel,
    })),
    photosLeft: over ? 0 : Math.max(0, mostOfCustomer - row.images.length),
  };
}

export type FollowedTicket = Awaited<ReturnType<typeof followedTicket>>;

/** Until when a ticket that ended can be followed; null while it has not. */
export const followedUntil = ({ state, stateSince }: FollowedTicket): Date | null =>
  state === "completed" || state === "canceled" ? after(stateSince, followedFor) : null;

/** What a customer calls a technician: the first name; of a Chinese name the family's, which stands in front. */
export const calledName = (name: string): string =>
  /^\p{Script=Han}{2,4}$/u.test(name.trim())
    ? name.trim().slice(0, 1)
    : (name.trim().split(/\s+/u)[0] ?? name);

/**
 * `followedTicket` for a visitor: whoever tries one secret after the other is slowed down.
 * @throws not_found; rate_limited after 30 secrets in ten minutes that opened nothing.
 */
export async function openFollowed(secret: string, facts: RequestFacts): Promise<FollowedTicket> {
  try {
    return await followedTicket(secret);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") await countVisit("follow", facts.address);
    throw error;
  }
}

/** A followed ticket as the API answers it; what is not the customer's to know is not in it. */
export function followAnswer(ticket: FollowedTicket) {
  const { id: _, organizationId: __, organization, state, events, images, ...shown } = ticket;
  return {
    ...shown,
    status: state.toUpperCase(),
    organization: organization.name,
    timeZone: organization.timeZone,
    events: events.map(({ action, happenedAt, byCustomer }) => ({ action, happenedAt, byCustomer })),
    images: images.map((image) => image.id),
  };
}

/** The times a visit can be moved to; its own takes no room from itself. @throws not_found. */
export async function slotsFollowed(
  secret: string,
  period: { from?: string; count?: number },
): Promise<BookableDays> {
  const { id, organizationId } = await followedTicket(secret);
  return freeSlots(organizationId, { ...period, exceptTicketId: id });
}

const actsAnHour = 60;

/** Counts an act and does it; whoever was slower is told what became of the visit, not who was faster. */
async function asCustomer<Done>(
  secret: string,
  facts: RequestFacts,
  act: (ticket: FollowedTicket) => Promise<Done>,
): Promise<Done> {
  const ticket = await openFollowed(secret, facts);
  await countUse("booking:act", networkOf(facts.address), actsAnHour, hours(1) / 1000);
  try {
    return await act(ticket);
  } catch (error) {
    const outrun = error instanceof AppError && ["version_mismatch", "wrong_state"].includes(error.reason);
    const assigned = error instanceof AppError && error.reason === "field-service.assigned_already";
    if (!outrun && !assigned) throw error;
    throw conflict("field-service.visit_changed", {}, followAnswer(await followedTicket(secret)));
  }
}

/** The customer calls their visit off. @throws like `service-tickets.cancel`; rate_limited. */
export const cancelFollowed = (
  secret: string,
  { version, reason }: { version?: number | undefined; reason: string },
  facts: RequestFacts,
  key?: string,
) =>
  asCustomer(secret, facts, async ({ id: ticketId }) =>
    perform(cancelServiceTicket, { ticketId, version, reason }, await customerCaller(facts, ticketId, key)),
  );

/**
 * The customer moves their visit to another time that can be booked.
 * @throws like `service-tickets.reschedule`; rule_violation outside of what can be booked; rate_limited.
 */
export const rescheduleFollowed = (
  secret: string,
  { version, appointmentStart }: { version?: number | undefined; appointmentStart: string },
  facts: RequestFacts,
  key?: string,
) =>
  asCustomer(secret, facts, async ({ id: ticketId, organizationId }) => {
    await requireBookable(organizationId, new Date(appointmentStart));
    const input = { ticketId, version, appointmentStart };
    return perform(rescheduleServiceTicket, input, await customerCaller(facts, ticketId, key));
  });

/** The customer adds a photo of what is broken. @throws like `uploadTicketImage`; rate_limited. */
export const addFollowedImage = (
  secret: string,
  upload: { contentType: string | null; body: AsyncIterable<Uint8Array> },
  facts: RequestFacts,
  key?: string,
) =>
  asCustomer(secret, facts, async ({ id }) =>
    uploadTicketImage(id, upload, await customerCaller(facts, id, key), "problem"),
  );

/** A photo the customer sent along, for them to see again. @throws not_found for every other one. */
export async function followedImage(
  secret: string,
  imageId: string,
  size: "full" | "thumbnail" = "thumbnail",
): Promise<StoredFile> {
  const ticket = await followedTicket(secret);
  if (!ticket.images.some((image) => image.id === imageId)) throw notFound();
  const { file, thumbnail } = await ticketImage(imageId);
  return size === "full" ? file : thumbnail;
}
