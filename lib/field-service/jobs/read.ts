import { sql } from "kysely";
import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { after, days, now } from "@/lib/core/clock";
import { kysely, prisma } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { visible } from "@/lib/core/resource";
import { contains } from "@/lib/core/scope";
import { unreadNews } from "@/lib/field-service/jobs/news";
import { jobs } from "@/lib/field-service/jobs/resource";
import type { Job, JobSnapshot, TakenJob } from "@/lib/field-service/jobs/snapshot";
import { isTicketId, workPermission } from "@/lib/field-service/service-tickets/access";

/** How long what is over stays in sight, and what was taken away is told. */
const overFor = days(3);
const takenFor = days(14);

const mostJobs = 100;
const mostEvents = 40;

const select = {
  id: true,
  number: true,
  state: true,
  version: true,
  customerName: true,
  phoneMasked: true,
  address: true,
  issue: true,
  skills: true,
  appointmentStart: true,
  appointmentEnd: true,
  startedAt: true,
  completedAt: true,
  cancelReason: true,
  organization: { select: { timeZone: true } },
  centre: { select: { name: true } },
  images: {
    select: { id: true, kind: true, createdAt: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  },
  events: {
    select: { id: true, action: true, actor: true, operatorId: true, details: true, happenedAt: true },
    // When it was done, not when a phone without network could tell.
    orderBy: [{ happenedAt: "desc" }, { createdAt: "desc" }, { id: "desc" }],
    take: mostEvents,
  },
} satisfies Prisma.ServiceTicketSelect;

/**
 * The caller's open jobs, those that ended in the last three days, what was taken from them in the last fourteen, and what they
 * were told and have not read.
 * @param also a job of theirs that is wanted however long it is over.
 * @throws forbidden without `field-service.jobs.work`; not_found where the module is off.
 */
export async function readJobs(
  caller: Caller,
  { also }: { also?: string | null } = {},
): Promise<JobSnapshot> {
  await requireSwitchedOn(jobs, caller);
  const at = now();
  const ids = await jobIds(caller, after(at, -overFor), also);
  const operatorId = operatorOf(caller) ?? "";
  const [rows, technician, taken, news] = await Promise.all([
    prisma.serviceTicket.findMany({
      where: { id: { in: ids } },
      select,
      orderBy: [{ appointmentStart: "asc" }, { id: "asc" }],
    }),
    prisma.technician.findUnique({ where: { operatorId }, select: { name: true } }),
    takenJobs(operatorId, after(at, -takenFor)),
    unreadNews(caller),
  ]);
  return {
    operatorId,
    operatorName: caller.actor.label,
    technician: technician?.name ?? null,
    takenAt: at.toISOString(),
    jobs: rows.map(jobOf),
    taken,
    news,
  };
}

async function jobIds(caller: Caller, since: Date, also: string | null | undefined): Promise<string[]> {
  const open = sql<boolean>`service_ticket.state in ('assigned', 'in_progress')`;
  const wanted = also && isTicketId(also) ? sql`or service_ticket.id = ${also}::uuid` : sql``;
  const rows = await visible(jobs, caller)
    .where(
      sql<boolean>`(${open} or (service_ticket.state in ('completed', 'canceled') and service_ticket.state_since > ${since}) ${wanted})`,
    )
    .select([
      sql<string>`service_ticket.id`.as("id"),
      sql<string>`(select path::text from organization where id = service_ticket.organization_id)`.as("path"),
    ])
    .orderBy(open, "desc")
    .orderBy(sql`service_ticket.appointment_start`)
    .limit(mostJobs)
    .execute();
  // What may be acted on may be read: the same two questions as at each ticket's own door.
  return rows
    .filter(({ path }) => contains(caller.scope, path) && may(caller, workPermission, path))
    .map(({ id }) => id);
}

type Row = Prisma.ServiceTicketGetPayload<{ select: typeof select }>;

function jobOf({ organization, centre, images, events, ...row }: Row): Job {
  return {
    ...row,
    appointmentStart: row.appointmentStart.toISOString(),
    appointmentEnd: row.appointmentEnd.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    timeZone: organization.timeZone,
    centre: centre?.name ?? null,
    images: images.map(({ id, kind, createdAt }) => ({ id, kind, createdAt: createdAt.toISOString() })),
    events: events.map(({ id, action, actor, operatorId, details, happenedAt }) => ({
      id,
      action,
      actor,
      automatic: operatorId === null,
      note: textOf(details, "note"),
      reason: action === "revealed" ? null : textOf(details, "reason"),
      technician: textOf(details, "technician"),
      from: textOf(details, "from"),
      happenedAt: happenedAt.toISOString(),
    })),
  };
}

function textOf(details: Prisma.JsonValue, key: string): string | null {
  if (details === null || typeof details !== "object" || Array.isArray(details)) return null;
  const value = details[key];
  return typeof value === "string" ? value : null;
}

/** Whether an event took a ticket from whoever had it. */
const takes = (event: string) =>
  sql`(${sql.ref(`${event}.action`)} = 'reassigned' or ${sql.ref(`${event}.details`)} ->> 'released' is not null)`;

/**
 * Tickets a technician had and has no more, with the act that took each away.
 * @param since acts from then on, however long before that the technician got the ticket.
 */
async function takenJobs(operatorId: string, since: Date): Promise<TakenJob[]> {
  const { rows } = await sql<Omit<TakenJob, "at"> & { at: Date }>`
    select distinct on (ticket.id) ticket.id as "ticketId", ticket.number, away.action, away.actor,
      away.operator_id is null as automatic, away.details ->> 'technician' as technician,
      away.details ->> 'reason' as reason, away.happened_at as at
    from technician
    join organization home on home.id = technician.organization_id
    join organization place on place.path <@ home.path
    join service_ticket_event away on away.organization_id = place.id and away.created_at > ${since} and ${takes("away")}
    join service_ticket ticket on ticket.id = away.ticket_id and ticket.technician_id is distinct from technician.id
    join lateral (
      select created_at from service_ticket_event
      where ticket_id = ticket.id and created_at < away.created_at and action in ('assigned', 'reassigned')
        and details ->> 'technicianId' = technician.id::text
      order by created_at desc
      limit 1
    ) given on true
    where technician.operator_id = ${operatorId}::uuid
      -- What happened to it after it was taken away is none of theirs.
      and not exists (
        select 1 from service_ticket_event sooner
        where sooner.ticket_id = ticket.id and sooner.created_at > given.created_at and sooner.created_at < away.created_at
          and ${takes("sooner")}
      )
    order by ticket.id, away.created_at desc
    limit 50`.execute(kysely);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
