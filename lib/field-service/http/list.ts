import { sql } from "kysely";
import { type Caller, may } from "@/lib/core/caller";
import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";
import type { Resource } from "@/lib/core/resource";
import { encodeCursor, sortName, sortText } from "@/lib/core/resource/cursor";
import type { ListQuery } from "@/lib/core/resource/description";
import { asRecords, filtered, list } from "@/lib/core/resource/list";
import { limitFrom, parseListQuery, sortOf } from "@/lib/core/resource/query";
import { jobs } from "@/lib/field-service/jobs/resource";
import { readPermission, workPermission } from "@/lib/field-service/service-tickets/access";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";

/** What a reader may see of tickets: all of them, or as a technician their own. */
export const ticketsFor = (caller: Caller): Resource =>
  !may(caller, readPermission) && may(caller, workPermission) ? jobs : serviceTickets;

/** Rows a page may lie behind; who goes further follows the cursor. */
const deepest = 10_000;

/**
 * The source's list of tickets: filters `status` (as `BOOKED,CONFIRMED`), `technician_id`, `date_from`, `date_to`, `q`, and
 * `page` or `cursor`. Everything else the list itself knows is taken as well.
 * @throws invalid_input naming the parameter; forbidden.
 */
export async function ticketList(params: URLSearchParams, caller: Caller) {
  const resource = ticketsFor(caller);
  const asked = new URLSearchParams(params);
  const page = taken(asked, "page");
  const [from, to] = [taken(asked, "date_from"), taken(asked, "date_to")];
  if (from !== null || to !== null)
    asked.set("appointmentStart", from === to ? (from ?? "") : `${from ?? ""}..${to ?? ""}`);
  const status = taken(asked, "status");
  if (status !== null) asked.set("state", status.toLowerCase());
  const technician = taken(asked, "technician_id");
  if (technician !== null) asked.set("technicianId", technician);
  const query = parseListQuery(resource, asked);
  const after = page === null ? undefined : await cursorBefore(resource, query, page, caller);
  if (after === null) return { data: [], nextCursor: null };
  const columns = query.columns ?? Object.keys(resource.columns);
  const found = await list(resource, { ...query, columns, ...(after ? { cursor: after } : {}) }, caller, {
    withTotal: false,
  });
  const data = asRecords(found).map((row) => ({ ...row, status: String(row.state ?? "").toUpperCase() }));
  return { data, nextCursor: found.nextCursor };
}

function taken(params: URLSearchParams, key: string): string | null {
  const value = params.get(key);
  params.delete(key);
  return value === "" ? null : value;
}

/** The cursor of the row a page begins behind; undefined for the first page, null where there is none. */
async function cursorBefore(
  resource: Resource,
  query: ListQuery,
  text: string,
  caller: Caller,
): Promise<string | undefined | null> {
  const page = Number(text);
  const limit = await limitFrom(query);
  if (!/^\d{1,6}$/.test(text) || page < 1 || query.cursor !== undefined || (page - 1) * limit > deepest)
    throw invalidInput([fault("page", "invalid")], "invalid_query");
  if (page === 1) return undefined;
  const sort = sortOf(resource, query);
  const id = sql.ref(resource.idFrom);
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const rows = await filtered(resource, query, caller)
    .select([sql<string>`${id}`.as("id"), sortText(sort).as("sort")])
    .orderBy(sql`${sort.from} ${direction}`)
    .orderBy(sql`${id} ${direction}`)
    .offset((page - 1) * limit - 1)
    .limit(1)
    .execute();
  const row = rows[0] as { id: string; sort: string } | undefined;
  return row ? encodeCursor({ sort: sortName(sort), value: row.sort, id: row.id, backwards: false }) : null;
}
