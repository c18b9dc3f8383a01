import { type RawBuilder, sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { after, days, now } from "@/lib/core/clock";
import { requireSwitchedOn } from "@/lib/core/directory";
import { visible } from "@/lib/core/resource";
import { isoText } from "@/lib/core/spans";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";
import { zoneOf } from "@/lib/field-service/service-tickets/slots";
import { technicians } from "@/lib/field-service/technicians/resource";

export type Workload = {
  id: string;
  number: string;
  name: string;
  centre: string;
  skills: string[];
  /** Assigned to them and not done. */
  open: number;
  overdue: number;
  /** Given to them in the last seven days, as automatic assignment counts. */
  lately: number;
  /** Completed in the last seven days. */
  done: number;
  /** Today's visits, the next first; times are ISO 8601 in UTC. */
  today: { id: string; number: string; state: ServiceTicketState; start: string; end: string }[];
};

const most = 200;

const counted = (condition: RawBuilder<unknown>) =>
  sql<number>`(select count(*)::int from service_ticket t where t.technician_id = technician.id and ${condition})`;

/**
 * What every active technician has before them, the busiest first.
 * @throws forbidden.
 */
export async function readWorkload(caller: Caller): Promise<{ rows: Workload[]; cut: boolean }> {
  await requireSwitchedOn(technicians, caller);
  const timeZone = await zoneOf(caller.scope.organizationId);
  const since = after(now(), -days(7));
  const rows = await visible(technicians, caller)
    .select([
      sql<string>`technician.id`.as("id"),
      sql<string>`technician.number`.as("number"),
      sql<string>`technician.name`.as("name"),
      sql<string>`service_centre.name`.as("centre"),
      sql<string[]>`technician.skills`.as("skills"),
      counted(sql`t.state in ('assigned', 'in_progress')`).as("open"),
      counted(sql`t.state in ('assigned', 'in_progress') and t.due_at < now()`).as("overdue"),
      counted(sql`t.assigned_at >= ${since} and t.state <> 'canceled'`).as("lately"),
      counted(sql`t.completed_at >= ${since}`).as("done"),
      sql<Workload["today"]>`(
        select coalesce(json_agg(json_build_object('id', t.id, 'number', t.number, 'state', t.state,
          'start', ${isoText(sql`t.appointment_start`)}, 'end', ${isoText(sql`t.appointment_end`)})
          order by t.appointment_start), '[]')
        from service_ticket t
        where t.technician_id = technician.id and t.state in ('assigned', 'in_progress', 'completed')
          and t.appointment_start >= date_trunc('day', now(), ${timeZone})
          and t.appointment_start < date_add(date_trunc('day', now(), ${timeZone}), '1 day'::interval, ${timeZone}))`.as(
        "today",
      ),
    ])
    .where(sql<boolean>`technician.state = 'active'`)
    .orderBy("open", "desc")
    .orderBy("lately", "desc")
    .orderBy(sql`technician.name`)
    .limit(most + 1)
    .execute();
  return { rows: rows.slice(0, most) as Workload[], cut: rows.length > most };
}
