import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import { scopeCondition, visible } from "@/lib/core/resource";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { zoneOf } from "@/lib/field-service/service-tickets/slots";
import { technicians } from "@/lib/field-service/technicians/resource";
import { setting } from "@/lib/settings/settings/read";

export type BoardTicket = {
  id: string;
  number: string;
  state: ServiceTicketState;
  customerName: string;
  address: string;
  issue: string;
  skills: string[];
  technicianId: string | null;
  /** ISO 8601 in UTC. */
  start: string;
  end: string;
  overdue: boolean;
  version: number;
};

export type BoardTechnician = { id: string; name: string; centre: string; active: boolean; skills: string[] };

export type Board = {
  /** YYYY-MM-DD, where `timeZone` is. */
  day: string;
  timeZone: string;
  /** The span the board draws, ISO 8601 in UTC. */
  from: string;
  until: string;
  technicians: BoardTechnician[];
  tickets: BoardTicket[];
  /** More than can be drawn. */
  cut: boolean;
};

const mostTickets = 500;
const mostTechnicians = 100;

/** A day of the organization one works in. @returns YYYY-MM-DD. */
export async function todayOf(caller: Caller): Promise<{ today: string; timeZone: string }> {
  const timeZone = await zoneOf(caller.scope.organizationId);
  const { rows } = await sql<{ today: string }>`
    select to_char(now() at time zone ${timeZone}, 'YYYY-MM-DD') as today`.execute(kysely);
  return { today: rows[0]!.today, timeZone };
}

/** What a service centre has to do with: its own visits, and those that wait and are no centre's. */
const atCentre = (centreId: string | null) => sql<boolean>`(${centreId}::uuid is null
  or service_ticket.centre_id = ${centreId}::uuid
  or (service_ticket.centre_id is null and service_ticket.technician_id is null))`;

/**
 * A day's visits by technician, and those nobody has yet: every active technician, whether or not they have any.
 * @param day YYYY-MM-DD in the time zone of the organization the caller works in.
 * @param centreId only this service centre's, and what is nobody's yet: bookings of strangers name no centre.
 * @throws forbidden.
 */
export async function readBoard(day: string, caller: Caller, centreId: string | null): Promise<Board> {
  await requireSwitchedOn(serviceTickets, caller);
  demand(caller, serviceTickets.permission ?? "");
  const timeZone = await zoneOf(caller.scope.organizationId);
  const { dayStart, dayEnd } = await setting("fieldService");
  const { rows: bounds } = await sql<{ first: Date; last: Date; from: Date; until: Date }>`
    select ${day}::timestamp at time zone ${timeZone} as first,
      (${day}::date + 1)::timestamp at time zone ${timeZone} as last,
      (${day}::date + make_interval(hours => ${dayStart}::int)) at time zone ${timeZone} as "from",
      (${day}::date + make_interval(hours => ${dayEnd}::int)) at time zone ${timeZone} as "until"`.execute(
    kysely,
  );
  const { first, last, from, until } = bounds[0]!;
  const found = await visible(serviceTickets, caller)
    .select([
      sql<string>`service_ticket.id`.as("id"),
      sql<string>`service_ticket.number`.as("number"),
      sql<ServiceTicketState>`service_ticket.state`.as("state"),
      sql<string>`service_ticket.customer_name`.as("customerName"),
      sql<string>`service_ticket.address`.as("address"),
      sql<string>`service_ticket.issue`.as("issue"),
      sql<string[]>`service_ticket.skills`.as("skills"),
      sql<string | null>`service_ticket.technician_id`.as("technicianId"),
      sql<Date>`service_ticket.appointment_start`.as("start"),
      sql<Date>`service_ticket.appointment_end`.as("end"),
      sql<boolean>`coalesce(service_ticket.due_at < now(), false)`.as("overdue"),
      sql<number>`service_ticket.version`.as("version"),
    ])
    .where(
      sql<boolean>`service_ticket.appointment_start >= ${first} and service_ticket.appointment_start < ${last}
        and service_ticket.state <> 'canceled'`,
    )
    .where(atCentre(centreId))
    .orderBy(sql`service_ticket.appointment_start`)
    .orderBy(sql`service_ticket.id`)
    .limit(mostTickets + 1)
    .execute();
  const tickets = found.slice(0, mostTickets);
  const busy = [...new Set(tickets.flatMap((ticket) => ticket.technicianId ?? []))];
  const condition = scopeCondition(technicians, caller);
  const staff = await technicians
    .query()
    .select([
      sql<string>`technician.id`.as("id"),
      sql<string>`technician.name`.as("name"),
      sql<string>`service_centre.name`.as("centre"),
      sql<boolean>`technician.state = 'active'`.as("active"),
      sql<string[]>`technician.skills`.as("skills"),
    ])
    .$if(condition !== null, (query) => query.where(condition!))
    .where(
      sql<boolean>`((technician.state = 'active' and (${centreId}::uuid is null or technician.centre_id = ${centreId}::uuid))
        or technician.id = any(${busy}::uuid[]))`,
    )
    .orderBy(sql`service_centre.name`)
    .orderBy(sql`technician.name`)
    .orderBy(sql`technician.id`)
    .limit(mostTechnicians + 1)
    .execute();
  const shown = tickets.map(({ start, end, ...ticket }) => ({
    ...ticket,
    start: start.toISOString(),
    end: end.toISOString(),
  }));
  // Whoever works early or late makes the day longer.
  const earliest = Math.min(+from, ...tickets.map((ticket) => +ticket.start));
  const latest = Math.max(+until, ...tickets.map((ticket) => Math.min(+ticket.end, +last)));
  return {
    day,
    timeZone,
    from: new Date(earliest).toISOString(),
    until: new Date(latest).toISOString(),
    technicians: staff.slice(0, mostTechnicians),
    tickets: shown,
    cut: found.length > mostTickets || staff.length > mostTechnicians,
  };
}

/** How many of a day's visits are in each state, and how many of them all are overdue. */
export type CalendarDay = { day: string; overdue: number } & Record<CalendarState, number>;

/** The states a planner looks at; what was canceled is none of the day's visits. */
export const calendarStates = ["booked", "confirmed", "assigned", "in_progress", "completed"] as const;
export type CalendarState = (typeof calendarStates)[number];

/**
 * How many visits each day of a month has.
 * @param month YYYY-MM.
 * @param centreId like `readBoard`.
 * @returns only days that have any. What is overdue is counted in its state, too.
 */
export async function readCalendar(
  month: string,
  caller: Caller,
  centreId: string | null,
): Promise<CalendarDay[]> {
  await requireSwitchedOn(serviceTickets, caller);
  const timeZone = await zoneOf(caller.scope.organizationId);
  const first = `${month}-01`;
  const day = sql<string>`to_char(service_ticket.appointment_start at time zone ${sql.lit(timeZone)}, 'YYYY-MM-DD')`;
  return visible(serviceTickets, caller)
    .select([
      day.as("day"),
      ...calendarStates.map((state) =>
        sql<number>`(count(*) filter (where service_ticket.state = ${sql.lit(state)}))::int`.as(state),
      ),
      sql<number>`(count(*) filter (where service_ticket.due_at < now()))::int`.as("overdue"),
    ])
    .where(
      sql<boolean>`service_ticket.appointment_start >= ${first}::timestamp at time zone ${timeZone}
        and service_ticket.appointment_start < (${first}::date + interval '1 month')::timestamp at time zone ${timeZone}
        and service_ticket.state <> 'canceled'`,
    )
    .where(atCentre(centreId))
    .groupBy(day)
    .orderBy(day)
    .execute();
}
