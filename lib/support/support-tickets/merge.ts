import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { each } from "@/lib/core/scope";
import { asStaff } from "@/lib/support/support-tickets/access";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { activeStates } from "@/lib/support/support-tickets/machine";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket } from "@/lib/support/support-tickets/ticket";

type Input = { ticketId: string; intoId: string };

const permission = "support.tickets.write";

/**
 * Joins two tickets of one requester about the same thing: comments and attachments of this one move into the other, which goes
 * on; this one is over and names where. One that waits for the customer goes on where this one does
 * not. An answer to one of its e-mails arrives in the other.
 */
export const mergeTicket = command({
  name: "support-tickets.merge",
  permission,
  input: object({ ...ticketFields, intoId: id, reason: reason.optional() }),
  scope: each<Input>(asStaff(permission), (input, caller) =>
    asStaff<{ ticketId: string }>(permission)({ ticketId: input.intoId }, caller),
  ),
  async run({ input: { ticketId, version, intoId }, ...acting }) {
    const { tx } = acting;
    if (ticketId === intoId) throw refused("support.merge_into_itself");
    // In the order of their ids, so that two merges that cross do not wait for each other for ever.
    if (intoId < ticketId) await lockTicket(tx, intoId);
    const ticket = await lockTicket(tx, ticketId, version);
    const into = await lockTicket(tx, intoId);
    if (into.organizationId !== ticket.organizationId || into.customerId !== ticket.customerId)
      throw refused("support.merge_elsewhere");
    if (!activeStates.some((state) => state === into.state))
      throw refused("support.merge_into_over", { number: into.number });
    const where = { ticketId };
    const data = { ticketId: intoId };
    const comments = await tx.supportComment.updateMany({ where, data });
    const attachments = await tx.supportAttachment.updateMany({ where, data });
    await tx.incomingMail.updateMany({ where, data });
    // What was merged into this one before goes on in the other, too.
    await tx.supportTicket.updateMany({ where: { mergedIntoId: ticketId }, data: { mergedIntoId: intoId } });
    // What the customer wrote waits for us now, wherever an answer of theirs is waited for.
    const answered = ticket.state === "open" && into.state === "pending";
    await changeTicket(acting, into, { move: answered ? "resume" : undefined });
    const changed = await changeTicket(acting, ticket, {
      move: "merge",
      data: { mergedIntoId: intoId },
      also: { into: into.number, comments: comments.count, attachments: attachments.count },
    });
    await tellOf(acting, ticket, [ticket.assigneeId, into.assigneeId, ticket.requesterId], "merged", {
      into: into.number,
    });
    return { ...changed, intoId, into: into.number };
  },
});
