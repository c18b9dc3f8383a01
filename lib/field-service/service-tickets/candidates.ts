import { type Caller, may } from "@/lib/core/caller";
import { after, days } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { type AppError, conflict, notFound, refused } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { inOrganization } from "@/lib/core/scope";
import type { Ticket } from "@/lib/field-service/service-tickets/ticket";

export type Candidate = { id: string; name: string; centreId: string; operatorId: string | null };

/** How far back tickets count against a technician's turn (field-service, automatic assignment). */
const countedFor = days(7);

/**
 * Who takes a ticket when nobody is named: active, with the skills it needs, and free at its time; of its own service centre
 * before others, then who was given the fewest tickets in the last seven days (field-service, automatic assignment).
 * Stands in line with every other assignment of the centre, so that each sees what the one before it did.
 * @param except whom it is taken from.
 * @throws rule_violation when there is nobody.
 */
export async function nextTechnician(
  tx: Tx,
  ticket: Ticket,
  now: Date,
  except: string | null = null,
): Promise<Candidate> {
  await tx.$executeRaw`savepoint lines`;
  const ofCentre = async (keep = true) =>
    ticket.centreId ? best(tx, ticket, now, except, ticket.centreId, keep) : null;
  if (await ofCentre(false)) {
    await lineUp(tx, ticket.organizationId, ticket.centreId!);
    // Whoever stood before us in line may have taken the last one.
    const found = await ofCentre();
    if (found) return found;
    // Whoever stands in one line and waits for all of them would wait for others who do the same: the place is given up.
    await tx.$executeRaw`rollback to savepoint lines`;
  }
  await lineUpForAll(tx, ticket.organizationId);
  const found = (await ofCentre()) ?? (await best(tx, ticket, now, except, null));
  if (!found) throw refused("field-service.nobody_free", { number: ticket.number });
  return found;
}

/**
 * The technician somebody chose, if they are free.
 * @param caller who chose: of a technician of another organization they are told as far as they may see them.
 * @throws not_found when there is no such technician for them; rule_violation when they belong to another organization than the ticket or
 * do not work any more; conflict naming the ticket they are busy with.
 */
export async function chosenTechnician(
  tx: Tx,
  ticket: Ticket,
  technicianId: string,
  caller: Caller,
): Promise<Candidate> {
  // Until this is through nobody switches them off.
  await tx.$queryRaw`select 1 from technician where id = ${technicianId}::uuid for share`;
  const technician = await tx.technician.findFirst({
    where: { id: technicianId, organizationId: ticket.organizationId },
    select: { id: true, name: true, centreId: true, operatorId: true, state: true },
  });
  if (!technician) throw await elsewhere(tx, ticket, technicianId, caller);
  await lineUp(tx, ticket.organizationId, technician.centreId);
  const { state, ...candidate } = technician;
  if (state !== "active") throw refused("field-service.technician_inactive", { name: technician.name });
  const [busy] = await tx.$queryRaw<{ number: string }[]>`
    select number from service_ticket
    where technician_id = ${technicianId}::uuid and state in ('assigned', 'in_progress') and id <> ${ticket.id}::uuid
      and tstzrange(appointment_start, appointment_end) && tstzrange(${ticket.appointmentStart}, ${ticket.appointmentEnd})
    limit 1`;
  if (busy) throw conflict("field-service.technician_busy", { name: technician.name, number: busy.number });
  return candidate;
}

/** Many tickets at once may be of several organizations: whoever sees all of them hears why one technician takes not all. */
async function elsewhere(
  tx: Tx,
  { number }: Ticket,
  technicianId: string,
  caller: Caller,
): Promise<AppError> {
  const technician = await tx.technician.findUnique({
    where: { id: technicianId },
    select: { name: true, organization: { select: { id: true, name: true } } },
  });
  if (!technician) return notFound();
  const { name, organization } = technician;
  const [place] = await inOrganization(() => organization.id)(null, caller).catch(() => []);
  return place && may(caller, "field-service.technicians.read", place.path)
    ? refused("field-service.technician_elsewhere", { name, organization: organization.name, number })
    : notFound();
}

/** Whether somebody has room for a visit besides the one that is asked about. */
export async function isFree(
  tx: Tx,
  technicianId: string,
  { id, start, end }: { id: string; start: Date; end: Date },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from service_ticket
    where technician_id = ${technicianId}::uuid and state in ('assigned', 'in_progress') and id <> ${id}::uuid
      and tstzrange(appointment_start, appointment_end) && tstzrange(${start}, ${end})
    limit 1`;
  return rows.length === 0;
}

/**
 * Whose turn it is.
 * @param keep from being switched off until this is through; who is being switched off right now is waited for.
 */
async function best(
  tx: Tx,
  ticket: Ticket,
  now: Date,
  except: string | null,
  centreId: string | null,
  keep = true,
): Promise<Candidate | null> {
  const [found] = await tx.$queryRaw<Candidate[]>`
    select technician.id, technician.name, technician.centre_id as "centreId", technician.operator_id as "operatorId"
    from technician
    join service_centre on service_centre.id = technician.centre_id and service_centre.active
    left join lateral (
      select count(*) as given, max(assigned_at) as last
      from service_ticket
      where technician_id = technician.id and state <> 'canceled' and assigned_at >= ${after(now, -countedFor)}
    ) as load on true
    where technician.organization_id = ${ticket.organizationId}::uuid and technician.state = 'active'
      and technician.skills @> ${ticket.skills}::text[]
      and (${centreId}::uuid is null or technician.centre_id = ${centreId}::uuid)
      and (${except}::uuid is null or technician.id <> ${except}::uuid)
      and not exists (
        select 1 from service_ticket as other
        where other.technician_id = technician.id and other.state in ('assigned', 'in_progress') and other.id <> ${ticket.id}::uuid
          and tstzrange(other.appointment_start, other.appointment_end)
            && tstzrange(${ticket.appointmentStart}, ${ticket.appointmentEnd})
      )
    order by load.given, load.last nulls first, technician.id
    limit 1
    ${keep ? Prisma.sql`for share of technician` : Prisma.empty}`;
  return found ?? null;
}

/** One assignment of a centre after the other; those of other centres go on meanwhile. */
async function lineUp(tx: Tx, organizationId: string, centreId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended(${`assign ${organizationId}`}, 0))`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`assign centre ${centreId}`}, 0))`;
}

/** Nobody else of the organization assigns anything meanwhile. */
async function lineUpForAll(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`assign ${organizationId}`}, 0))`;
}
