import { sql } from "kysely";
import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { forbidden, notFound } from "@/lib/core/errors";
import { type CommandScope, contains, type Place } from "@/lib/core/scope";

/** What a technician holds: it lets them work on the tickets that are theirs, and on no others. */
export const workPermission = "field-service.jobs.work";

export const readPermission = "field-service.tickets.read";

/** Whether a text can be a ticket's id at all. */
export const isTicketId = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export type TicketPlace = Place & {
  /** The ticket is assigned to the caller, who may work on what is theirs. */
  mine: boolean;
};

/**
 * Where a ticket belongs, for a caller who may do something with it.
 * @param permissions any one of them is enough at the ticket's organization.
 * @param own whether its technician may, too.
 * @throws not_found when there is no such ticket, or it is neither in the caller's scope nor theirs to see; forbidden when
 * they may see it, but not do this.
 */
export async function ticketPlace(
  ticketId: string,
  caller: Caller,
  permissions: readonly string[],
  { own = false }: { own?: boolean } = {},
): Promise<TicketPlace> {
  if (!isTicketId(ticketId)) throw notFound();
  const row = await kysely
    .selectFrom("service_ticket")
    .innerJoin("organization", "organization.id", "service_ticket.organization_id")
    .leftJoin("technician", "technician.id", "service_ticket.technician_id")
    .select([
      "organization.id as organizationId",
      sql<string>`organization.path::text`.as("path"),
      "technician.operator_id as operatorId",
    ])
    .where("service_ticket.id", "=", ticketId)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  const { organizationId, path, operatorId } = row;
  const mine = operatorId !== null && operatorId === operatorOf(caller) && may(caller, workPermission, path);
  const place = { organizationId, path, mine };
  if ((mine && own) || permissions.some((permission) => may(caller, permission, path))) return place;
  if (mine || may(caller, readPermission, path)) throw forbidden(permissions[0] ?? workPermission);
  throw notFound();
}

/** A command's scope: the ticket its input names, for whoever `ticketPlace` lets near it. */
export const ofTicket =
  <Input extends { ticketId: string }>(
    permissions: readonly string[],
    ways: { own?: boolean } = {},
  ): CommandScope<Input> =>
  async ({ ticketId }, caller) => [await ticketPlace(ticketId, caller, permissions, ways)];
