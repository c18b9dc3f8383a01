import type { AuditNotes } from "@/lib/core/audit";
import { type Caller, operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { conflict } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { fieldSetting } from "@/lib/field-service/field-setting";
import { dueAt } from "@/lib/field-service/service-tickets/due";
import { happened } from "@/lib/field-service/service-tickets/fields";
import {
  type ServiceTicketMove,
  type ServiceTicketState,
  serviceTicketMachine,
} from "@/lib/field-service/service-tickets/machine";
import { currentTicket, type Ticket } from "@/lib/field-service/service-tickets/ticket";

/** What of a command's run a change needs. */
export type Acting = { tx: Tx; caller: Caller; audit: AuditNotes; now: Date };

/** Something that happened to a ticket, for its history. */
export async function writeEvent(
  { tx, caller, now }: Pick<Acting, "tx" | "caller" | "now">,
  ticket: { id: string; organizationId: string },
  action: string,
  {
    happenedAt = now,
    ...details
  }: { happenedAt?: Date } & Record<string, Prisma.InputJsonValue | Date | null>,
): Promise<void> {
  await tx.serviceTicketEvent.create({
    data: {
      id: newId(),
      organizationId: ticket.organizationId,
      ticketId: ticket.id,
      action,
      operatorId: operatorOf(caller),
      actor: caller.actor.label,
      details: Object.keys(details).length > 0 ? JSON.parse(JSON.stringify(details)) : undefined,
      happenedAt,
      createdAt: now,
    },
    select: { id: true },
  });
}

type Change = {
  move?: ServiceTicketMove;
  data?: Prisma.ServiceTicketUncheckedUpdateManyInput & { appointmentStart?: Date };
  /** What its history calls it. */
  action: string;
  details?: Record<string, Prisma.InputJsonValue | null>;
  happenedAt: string | undefined;
};

/**
 * Changes a locked ticket: its state if the machine allows it, its clock, its version, its history.
 * @returns what the command answers.
 * @throws conflict with the current ticket when the move does not start from its state, or when its technician is somewhere
 * else at that time.
 */
export async function changeTicket(
  acting: Acting,
  ticket: Ticket,
  { move, data = {}, action, details = {}, happenedAt }: Change,
): Promise<{ ticketId: string; number: string; state: ServiceTicketState; version: number }> {
  const { tx, now, audit } = acting;
  const { id, number } = ticket;
  const at = happened(happenedAt, now);
  const to = move ? serviceTicketMachine.moves[move].to : ticket.state;
  const since = move ? now : ticket.stateSince;
  const due = dueAt(to, since, data.appointmentStart ?? ticket.appointmentStart, await fieldSetting(tx));
  const changes = {
    ...data,
    stateSince: since,
    dueAt: due,
    // A new time to be ready by can be missed anew.
    ...(due?.getTime() === ticket.dueAt?.getTime() ? {} : { overdueToldAt: null }),
    version: { increment: 1 },
    updatedAt: now,
  };
  try {
    if (move)
      await serviceTicketMachine.move(
        move,
        ({ where, data: moved }) =>
          tx.serviceTicket.updateMany({ where: { id, ...where }, data: { ...changes, ...moved } }),
        () => currentTicket(tx, id),
      );
    else await tx.serviceTicket.updateMany({ where: { id }, data: changes });
  } catch (error) {
    throw atOnePlace(error) ? conflict("field-service.technician_taken", { number }) : error;
  }
  await writeEvent(acting, ticket, action, { happenedAt: at, ...details });
  audit.target({ type: "service-tickets", id, label: number });
  // Of a number the trail keeps what lists show.
  const { phoneEncrypted: _, phoneHash: __, ...told } = data;
  audit.change({ state: ticket.state, ...before(ticket, told) }, { state: to, ...told });
  return { ticketId: id, number, state: to, version: ticket.version + 1 };
}

const before = (ticket: Ticket, data: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(data).map((key) => [key, Reflect.get(ticket, key) ?? null]));

/** The last guard in the database: nobody is at two places at once. */
const atOnePlace = (error: unknown): boolean =>
  error instanceof Error &&
  /service_ticket_one_place_at_a_time|23P01/.test(`${error.message} ${JSON.stringify(error)}`);
