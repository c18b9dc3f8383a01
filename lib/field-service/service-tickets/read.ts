import { type Caller, may } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { readPermission, ticketPlace } from "@/lib/field-service/service-tickets/access";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";

const shownEvents = 200;

const select = {
  id: true,
  number: true,
  organizationId: true,
  customerId: true,
  source: true,
  state: true,
  customerName: true,
  phoneMasked: true,
  address: true,
  issue: true,
  skills: true,
  appointmentStart: true,
  appointmentEnd: true,
  locale: true,
  stateSince: true,
  dueAt: true,
  assignedAt: true,
  startedAt: true,
  completedAt: true,
  canceledAt: true,
  cancelReason: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  organization: { select: { name: true, timeZone: true } },
  customer: { select: { name: true } },
  technician: { select: { id: true, number: true, name: true } },
  centre: { select: { id: true, name: true } },
  images: {
    select: {
      id: true,
      kind: true,
      width: true,
      height: true,
      createdAt: true,
      uploadedBy: { select: { name: true } },
      file: { select: { bytes: true } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  },
  events: {
    select: {
      id: true,
      action: true,
      actor: true,
      operatorId: true,
      details: true,
      happenedAt: true,
      createdAt: true,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: shownEvents,
  },
} satisfies Prisma.ServiceTicketSelect;

/**
 * One ticket with its history, newest first, and its photos, for who may read tickets or works on this one. Of the telephone
 * number only what lists show.
 * @returns also the ltree `path` of its organization, and whether it is the caller's own (`mine`).
 * @throws not_found.
 */
export async function readServiceTicket(id: string, caller: Caller) {
  await requireSwitchedOn(serviceTickets, caller);
  const { path, mine } = await ticketPlace(id, caller, [readPermission], { own: true });
  const row = await prisma.serviceTicket.findUnique({ where: { id }, select });
  if (!row) throw notFound();
  const { images, events, ...ticket } = row;
  return {
    ...ticket,
    path,
    mine,
    overdue: ticket.dueAt !== null && ticket.dueAt < now(),
    images: images.map(({ file, uploadedBy, ...image }) => ({
      ...image,
      bytes: Number(file.bytes),
      uploadedBy: uploadedBy?.name ?? null,
    })),
    events,
    /** What the caller may do with it, whatever its state. */
    may: {
      edit: may(caller, "field-service.tickets.write", path),
      plan:
        may(caller, "field-service.tickets.write", path) || may(caller, "field-service.tickets.assign", path),
      assign: may(caller, "field-service.tickets.assign", path),
      work: mine || may(caller, "field-service.tickets.complete", path),
      upload: mine || may(caller, "field-service.tickets.upload", path),
      reveal: mine || may(caller, "field-service.tickets.reveal", path),
      note:
        mine ||
        ["write", "assign", "complete"].some((verb) => may(caller, `field-service.tickets.${verb}`, path)),
    },
  };
}

export type ServiceTicketRecord = Awaited<ReturnType<typeof readServiceTicket>>;
