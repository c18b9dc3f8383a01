import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
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

/**
 * A ticket as it stands, told to whoever was slower: what it became, and who did the last thing to it (field-service,
 * optimistic lock). Never the customer's number.
 */
export async function currentTicket(tx: Pick<Tx, "serviceTicket" | "serviceTicketEvent">, ticketId: string) {
  const ticket = await read(tx, ticketId);
  if (!ticket) return null;
  const last = await tx.serviceTicketEvent.findFirst({
    where: { ticketId, action: { notIn: ["note", "image", "revealed"] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { action: true, actor: true, happenedAt: true },
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
 * @throws not_found; conflict with the ticket as it is now when it was changed in the meantime, naming who assigned it when
 * that is what happened.
 */
export async function lockTicket(tx: Tx, ticketId: string, version?: number): Promise<Ticket> {
  await tx.$queryRaw`select 1 from service_ticket where id = ${ticketId}::uuid for update`;
  const ticket = await read(tx, ticketId);
  if (!ticket) throw notFound();
  if (version !== undefined && version !== ticket.version) throw await overtaken(tx, ticketId);
  return ticket;
}

/** What whoever was slower is told: who won. */
export async function overtaken(tx: Tx, ticketId: string) {
  const current = await currentTicket(tx, ticketId);
  if (!current) return notFound();
  const { lastEvent, technician, number } = current;
  const assigned = lastEvent?.action === "assigned" || lastEvent?.action === "reassigned";
  if (lastEvent && assigned && technician)
    return conflict(
      "field-service.assigned_already",
      { number, technician, operator: lastEvent.actor },
      current,
    );
  return conflict("version_mismatch", {}, current);
}
