import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { asStaff } from "@/lib/support/support-tickets/access";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { activeStates } from "@/lib/support/support-tickets/machine";
import { staffAmong, tellOf } from "@/lib/support/support-tickets/tell";
import {
  currentTicket,
  lockTicket,
  overtaken,
  servingOrganization,
} from "@/lib/support/support-tickets/ticket";

/**
 * Gives a ticket nobody has to somebody who answers its requester; to the caller where nobody is named. One that somebody has
 * is handed on by `support-tickets.transfer`, so that of two who reach for it at once only one gets it.
 */
export const assignTicket = command({
  name: "support-tickets.assign",
  permission: "support.tickets.assign",
  input: object({ ...ticketFields, assigneeId: id.optional() }),
  scope: asStaff("support.tickets.assign"),
  async run({ input, ...acting }) {
    const { tx, caller } = acting;
    const ticket = await lockTicket(tx, input.ticketId, input.version, { gives: true });
    requireActive(ticket, "support-tickets.assign", await currentTicket(tx, ticket.id));
    if (ticket.assigneeId) throw await overtaken(tx, ticket, { gives: true });
    const assignee = await answering(tx, ticket, input.assigneeId ?? operatorOf(caller) ?? "");
    const changed = await changeTicket(acting, ticket, { data: { assigneeId: assignee.id } });
    await tellOf(acting, ticket, [assignee.id], "assigned");
    return { ...changed, assigneeId: assignee.id, assignee: assignee.name };
  },
});

/** @throws conflict with the ticket as it is when nobody works on it any more. */
export function requireActive(
  { state }: { state: string },
  action: string,
  current: Awaited<ReturnType<typeof currentTicket>>,
): void {
  if (!activeStates.some((active) => active === state))
    throw conflict("wrong_state", { state, action }, current);
}

/** Somebody who answers a ticket's requester. @throws rule_violation when they do not. */
export async function answering(
  tx: Parameters<typeof staffAmong>[0],
  ticket: Parameters<typeof servingOrganization>[0],
  operatorId: string,
) {
  const found = operatorId
    ? await staffAmong(tx, servingOrganization(ticket), "support.tickets.comment", [operatorId])
    : [];
  if (!found[0]) throw refused("support.no_such_staff");
  return found[0];
}
