import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, invalidInput, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asStaff } from "@/lib/support/support-tickets/access";
import { answering, requireActive } from "@/lib/support/support-tickets/assign";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { queueStaff, tellOf } from "@/lib/support/support-tickets/tell";
import { currentTicket, lockTicket, servingOrganization } from "@/lib/support/support-tickets/ticket";

/**
 * Hands a ticket on (admin-prd 13: transfer): to somebody else who answers its requester, or into a queue, where nobody has
 * it until it is assigned. A queue is an organization: the one that serves the requester or one above it, so that a reseller
 * can hand a question up to the platform and the platform down again. Why is for staff alone.
 */
export const transferTicket = command({
  name: "support-tickets.transfer",
  permission: "support.tickets.assign",
  input: object({ ...ticketFields, assigneeId: id.optional(), queueId: id.optional(), reason }),
  scope: asStaff("support.tickets.assign"),
  // Why belongs to staff, and an approval would show it elsewhere.
  approvable: false,
  async run({ input: { ticketId, version, assigneeId, queueId }, ...acting }) {
    const { tx, audit } = acting;
    if ((assigneeId === undefined) === (queueId === undefined))
      throw invalidInput([{ path: "assigneeId", key: "support.errors.nowhere_to" }]);
    const ticket = await lockTicket(tx, ticketId, version);
    const { number } = ticket;
    requireActive(ticket, "support-tickets.transfer", await currentTicket(tx, ticketId));
    audit.organization(servingOrganization(ticket));
    if (assigneeId !== undefined) {
      if (assigneeId === ticket.assigneeId)
        throw conflict("support.same_assignee", { number, assignee: ticket.assignee?.name ?? "" });
      const assignee = await answering(tx, ticket, assigneeId);
      const changed = await changeTicket(acting, ticket, { data: { assigneeId } });
      await tellOf(acting, ticket, [ticket.assigneeId], "taken_away");
      await tellOf(acting, ticket, [assigneeId], "assigned");
      return { ...changed, assigneeId, assignee: assignee.name, queueId: ticket.queueId };
    }
    const to = queueId ?? "";
    if (to === ticket.queueId && !ticket.assigneeId) throw conflict("support.same_queue", { number });
    await requireQueue(tx, to, servingOrganization(ticket));
    const changed = await changeTicket(acting, ticket, { data: { assigneeId: null, queueId: to } });
    await tellOf(acting, ticket, [ticket.assigneeId], "taken_away");
    const staff = await queueStaff(tx, to);
    await tellOf(
      acting,
      ticket,
      staff.map(({ id: staffId }) => staffId),
      "transferred",
    );
    return { ...changed, assigneeId: null, assignee: null, queueId: to };
  },
});

/** @throws rule_violation when an organization is neither the one that serves the requester nor above it. */
async function requireQueue(tx: Tx, queueId: string, servingId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ fits: boolean }[]>`
    select queue.path @> serving.path as fits
    from organization as queue, organization as serving
    where queue.id = ${queueId}::uuid and serving.id = ${servingId}::uuid`;
  if (!row?.fits) throw refused("support.no_such_queue");
}
