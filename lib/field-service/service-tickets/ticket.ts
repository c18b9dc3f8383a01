import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";

const select = {
  id: true,
  number: true,
  organizationId: true,
  state: true,
  customerId: true,
  customerName: true,
  phoneHash: true,
  phoneMasked: true,
  address: true,
  issue: true,
  skills: true,
  centreId: true,
  technicianId: true,
  appointmentStart: true,
  appointmentEnd: true,
  stateSince: true,
  dueAt: true,
  cancelReason: true,
  version: true,
  createdAt: true,
  technician: { select: { name: true, operatorId: true } },
  centre: { select: { name: true } },
} as const;

const read = (tx: Pick<Tx, "serviceTicket">, id: string) =>
  tx.serviceTicket.findUnique({ where: { id }, select });

/** A ticket as its commands see it. The number itself is not among it. */
export type Ticket = NonNullable<Awaited<ReturnType<typeof read>>>;

/** What leaves a ticket in the version it was in. */
const asideEvents = ["note", "image", "revealed", "overdue", "reminded"];

const lastEvent = {
  orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  select: { action: true, actor: true, happenedAt: true },
} satisfies Prisma.ServiceTicketEventFindFirstArgs;

/**
 * A ticket as it stands, told to whoever was slower: what it became, and who did the last thing to it (field-service,
 * optimistic lock). Never the customer's number.
 */
export async function currentTicket(tx: Pick<Tx, "serviceTicket" | "serviceTicketEvent">, ticketId: string) {
  const ticket = await read(tx, ticketId);
  if (!ticket) return null;
  const last = await tx.serviceTicketEvent.findFirst({
    where: { ticketId, action: { notIn: asideEvents } },
    ...lastEvent,
  });
  const { technician, centre, organizationId: _, customerId: __, phoneHash: ___, ...fields } = ticket;
  return {
    ...fields,
    state: ticket.state as ServiceTicketState,
    technician: technician?.name ?? null,
    centre: centre?.name ?? null,
    lastEvent: last,
  };
}

/**
 * A ticket, locked until the transaction ends.
 * @param version as the caller saw it; without one the newest is taken as seen.
 * @throws not_found; conflict with the ticket as it is now when it was changed in the meantime, as of `overtaken`.
 */
export async function lockTicket(
  tx: Tx,
  ticketId: string,
  version?: number,
  act: { gives?: boolean } = {},
): Promise<Ticket> {
  await tx.$queryRaw`select 1 from service_ticket where id = ${ticketId}::uuid for update`;
  const ticket = await read(tx, ticketId);
  if (!ticket) throw notFound();
  if (version !== undefined && version !== ticket.version) throw await overtaken(tx, ticketId, act);
  return ticket;
}

const givingEvents = ["assigned", "reassigned"];

/**
 * What whoever was slower is told: who assigned the ticket to whom, where that is what happened last.
 * @param act.gives they would have assigned a ticket somebody has now: then it is who did, whatever happened since.
 */
export async function overtaken(
  tx: Pick<Tx, "serviceTicket" | "serviceTicketEvent">,
  ticketId: string,
  { gives = false }: { gives?: boolean } = {},
) {
  const current = await currentTicket(tx, ticketId);
  if (!current) return notFound();
  const { technician, number } = current;
  const last = gives
    ? await tx.serviceTicketEvent.findFirst({
        where: { ticketId, action: { in: givingEvents } },
        ...lastEvent,
      })
    : current.lastEvent;
  if (last && technician && givingEvents.includes(last.action))
    return conflict("field-service.assigned_already", { number, technician, operator: last.actor }, current);
  return conflict("version_mismatch", {}, current);
}
