import { operatorOf } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";
import { type InboxParam, notify } from "@/lib/notifications/inbox/notify";
import type { Acting } from "@/lib/support/support-tickets/change";

type About = { id: string; number: string; subject: string; organizationId: string };

/** Somebody of staff, with the organization they belong to. */
export type Staff = { id: string; name: string; email: string; locale: string; organizationId: string };

/**
 * Those who hand out the tickets of a queue: active staff of its organization itself who hold the permission to assign there;
 * where there are none, whoever else holds it. At most 100.
 */
export async function queueStaff(tx: Tx, queueId: string): Promise<Staff[]> {
  const holders = (of: Prisma.Sql) => tx.$queryRaw<Staff[]>`
    select distinct operator.id, operator.name, operator.email, operator.locale,
      operator.organization_id as "organizationId"
    from organization as queue
    join organization as granted on granted.path @> queue.path
    join role_grant on role_grant.organization_id = granted.id
    join role on role.id = role_grant.role_id and 'support.tickets.assign' = any(role.permissions)
    join operator on operator.id = role_grant.operator_id and operator.state = 'active'
    where queue.id = ${queueId}::uuid ${of}
    order by operator.id
    limit 100`;
  const own = await holders(Prisma.sql`and operator.organization_id = queue.id`);
  return own.length > 0 ? own : holders(Prisma.empty);
}

/** Which of these operators may read what staff write about a ticket: active, and serving its requester. */
export async function staffAmong(
  tx: Tx,
  servingId: string,
  permission: string,
  operatorIds: readonly string[],
): Promise<Staff[]> {
  if (operatorIds.length === 0) return [];
  return tx.$queryRaw`
    select distinct operator.id, operator.name, operator.email, operator.locale,
      operator.organization_id as "organizationId"
    from organization as serving
    join organization as granted on granted.path @> serving.path
    join role_grant on role_grant.organization_id = granted.id
    join role on role.id = role_grant.role_id and ${permission} = any(role.permissions)
    join operator on operator.id = role_grant.operator_id and operator.state = 'active'
    where serving.id = ${servingId}::uuid and operator.id in (${Prisma.join(
      operatorIds.map((id) => Prisma.sql`${id}::uuid`),
    )})`;
}

/** Puts a message about a ticket into inboxes; never into that of whoever causes it. */
export async function tellOf(
  { tx, caller, now }: Pick<Acting, "tx" | "caller" | "now">,
  ticket: About,
  operatorIds: readonly (string | null)[],
  message: string,
  params: Record<string, InboxParam> = {},
): Promise<void> {
  const me = operatorOf(caller);
  await notify(tx, {
    operatorIds: operatorIds.filter((id) => id !== null && id !== me) as string[],
    message: `support.inbox.${message}`,
    params: { number: ticket.number, subject: ticket.subject, ...params },
    href: `support/support-tickets/${ticket.id}`,
    organizationId: ticket.organizationId,
    now,
  });
}

/** Whom a customer's move concerns: who works on the ticket, or else whoever hands out its queue. */
export async function concerned(
  tx: Tx,
  { assigneeId, queueId }: { assigneeId: string | null; queueId: string },
): Promise<string[]> {
  return assigneeId ? [assigneeId] : (await queueStaff(tx, queueId)).map(({ id }) => id);
}
