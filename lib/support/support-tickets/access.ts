import { sql } from "kysely";
import { type Caller, may } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { forbidden, notFound } from "@/lib/core/errors";
import { type CommandScope, contains, type Place } from "@/lib/core/scope";

export const readPermission = "support.tickets.read";
export const openPermission = "support.tickets.open";

/**
 * The two sides of a ticket. Staff are those who serve its requester: of a customer's ticket the organization that serves
 * them and whoever is above it, of an organization's own ticket whoever is above that organization. Everybody else who may
 * see it is on the customer's side, where nothing internal is ever shown.
 */
export type Side = "staff" | "customer";

type Owned = { path: string; customerId: string | null };

/** The path of the organization whose staff answer, and of none below it. The platform serves itself. */
export function servingPath({ path, customerId }: Owned): string {
  const parent = path.replace(/\.[^.]+$/, "");
  return customerId ? path : parent;
}

/** Whether the caller serves a ticket's requester with this permission. */
export const serves = (caller: Caller, permission: string, ticket: Owned): boolean =>
  may(caller, permission, servingPath(ticket));

/** Which side of a ticket a caller stands on. */
export const sideOf = (caller: Caller, ticket: Owned): Side =>
  serves(caller, readPermission, ticket) ? "staff" : "customer";

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type TicketPlace = Place & { customerId: string | null };

/** Where a ticket belongs. @throws not_found when there is none, or it is outside the caller's scope. */
export async function ticketPlace(ticketId: string, caller: Caller): Promise<TicketPlace> {
  if (!isId.test(ticketId)) throw notFound();
  const row = await kysely
    .selectFrom("support_ticket")
    .innerJoin("organization", "organization.id", "support_ticket.organization_id")
    .select([
      "organization.id as organizationId",
      sql<string>`organization.path::text`.as("path"),
      "support_ticket.customer_id as customerId",
    ])
    .where("support_ticket.id", "=", ticketId)
    .executeTakeFirst();
  if (!row || !contains(caller.scope, row.path)) throw notFound();
  return row;
}

type Input = { ticketId: string };

/** For what only staff do: the permission is needed where the requester is served. */
export const asStaff =
  <Of extends Input>(permission: string): CommandScope<Of> =>
  async ({ ticketId }, caller) => {
    const place = await ticketPlace(ticketId, caller);
    if (!serves(caller, permission, place)) throw forbidden(permission);
    return [place];
  };

/** For what both sides do: staff with a permission, the customer's side with the one to open tickets. */
export const asEither =
  <Of extends Input>(permission: string): CommandScope<Of> =>
  async ({ ticketId }, caller) => {
    const place = await ticketPlace(ticketId, caller);
    if (sideOf(caller, place) === "staff") {
      if (!serves(caller, permission, place)) throw forbidden(permission);
    } else if (!may(caller, openPermission, place.path)) throw forbidden(openPermission);
    return [place];
  };

/** For what is the customer's alone to say. Staff who opened a ticket for somebody do not rate it. */
export const asCustomer =
  <Of extends Input>(): CommandScope<Of> =>
  async ({ ticketId }, caller) => {
    const place = await ticketPlace(ticketId, caller);
    if (!may(caller, openPermission, place.path)) throw forbidden(openPermission);
    return [place];
  };
