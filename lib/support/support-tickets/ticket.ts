import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import type { SupportTicketState } from "@/lib/support/support-tickets/machine";
import { businessHours, calendarSelect, promisedSelect } from "@/lib/support/support-tickets/policy";

/** What a ticket says of itself. */
export const ticketFacts = {
  id: true,
  number: true,
  organizationId: true,
  customerId: true,
  requesterId: true,
  requesterName: true,
  requesterEmail: true,
  type: true,
  priority: true,
  state: true,
  subject: true,
  slaState: true,
  keyPrefix: true,
  responseDueAt: true,
  resolveDueAt: true,
  pausedAt: true,
  responseLeftSeconds: true,
  resolveLeftSeconds: true,
  responseBreachedAt: true,
  resolveBreachedAt: true,
  firstRespondedAt: true,
  resolvedAt: true,
  closedAt: true,
  urgedAt: true,
  urgedCount: true,
  reopenedCount: true,
  ratedAt: true,
  version: true,
  createdAt: true,
  updatedAt: true,
} as const;

const select = {
  ...ticketFacts,
  queueId: true,
  assigneeId: true,
  orderId: true,
  topUpId: true,
  billId: true,
  disputeId: true,
  serviceTicketId: true,
  mergedIntoId: true,
  policyId: true,
  calendarId: true,
  promisedResponseMinutes: true,
  promisedResolveMinutes: true,
  warnAt: true,
  warnedAt: true,
  threadKey: true,
  assignee: { select: { name: true } },
  organization: { select: { parentId: true } },
  policy: { select: promisedSelect },
  calendar: { select: calendarSelect },
} as const;

const read = (tx: Pick<Tx, "supportTicket">, id: string) =>
  tx.supportTicket.findUnique({ where: { id }, select });

type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

const seen = ({ calendar, ...row }: Row) => ({
  ...row,
  state: row.state as SupportTicketState,
  calendar: calendar ? businessHours(calendar) : null,
});

/** A ticket as its commands see it. */
export type Ticket = ReturnType<typeof seen>;

/** The organization whose staff answer a ticket's requester. */
export const servingOrganization = ({
  organizationId,
  customerId,
  organization,
}: Pick<Ticket, "organizationId" | "customerId" | "organization">): string =>
  customerId ? organizationId : (organization.parentId ?? organizationId);

/** A ticket as it stands, told to whoever was slower. Nothing that only staff may see is among it. */
export async function currentTicket(tx: Pick<Tx, "supportTicket">, ticketId: string) {
  const row = await read(tx, ticketId);
  if (!row) return null;
  const { id, number, subject, type, priority, assignee, version, updatedAt } = row;
  return {
    id,
    number,
    subject,
    type,
    priority,
    state: row.state as SupportTicketState,
    assignee: assignee?.name ?? null,
    version,
    updatedAt,
  };
}

/**
 * A ticket, locked until the transaction ends.
 * @param version as the caller saw it; without one the newest is taken as seen.
 * @throws not_found; conflict with the ticket as it is now when it was changed in the meantime, as of `overtaken`.
 */
export async function lockTicket(
  tx: Tx,
  ticketId: string,
  version?: number,
  act: { gives?: boolean } = {},
): Promise<Ticket> {
  await tx.$queryRaw`select 1 from support_ticket where id = ${ticketId}::uuid for update`;
  const row = await read(tx, ticketId);
  if (!row) throw notFound();
  if (version !== undefined && version !== row.version) throw await overtaken(tx, seen(row), act);
  return seen(row);
}

const givingActs = ["support-tickets.assign", "support-tickets.transfer"];

/** What leaves a ticket in the version it was in. */
const asideActs = ["support-tickets.note", "support-tickets.watch", "support-tickets.propose-credit"];

/**
 * What whoever was slower is told: who gave the ticket to whom, where that is what happened last.
 * @param act.gives they would have given it to somebody who has it now: then it is who did, whatever happened since.
 */
export async function overtaken(
  tx: Tx,
  { id, number, assignee }: Ticket,
  { gives = false }: { gives?: boolean } = {},
) {
  const current = await currentTicket(tx, id);
  const last = await tx.auditEntry.findFirst({
    where: {
      targetType: "support-tickets",
      targetId: id,
      action: gives ? { in: givingActs } : { notIn: asideActs },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { action: true, actorLabel: true },
  });
  if (last && assignee && givingActs.includes(last.action))
    return conflict(
      "support.assigned_already",
      { number, assignee: assignee.name, operator: last.actorLabel },
      current,
    );
  return conflict("version_mismatch", {}, current);
}
