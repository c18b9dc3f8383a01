import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { setting } from "@/lib/settings/settings/read";
import { asStaff } from "@/lib/support/support-tickets/access";
import { writeAnswer } from "@/lib/support/support-tickets/answer";
import {
  type Acting,
  type Changed,
  changeTicket,
  type NewPromise,
} from "@/lib/support/support-tickets/change";
import { body, ticketFields } from "@/lib/support/support-tickets/fields";
import { mailResolved } from "@/lib/support/support-tickets/mail-out";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket, type Ticket } from "@/lib/support/support-tickets/ticket";

/** Says that a question is answered, with a last word where there is one. The requester is told and asked how it was. */
export const resolveTicket = command({
  name: "support-tickets.resolve",
  permission: "support.tickets.write",
  input: object({ ...ticketFields, comment: body.optional() }),
  scope: asStaff("support.tickets.write"),
  async run({ input: { ticketId, version, comment }, ...acting }) {
    const ticket = await lockTicket(acting.tx, ticketId, version);
    const answer = comment ? await writeAnswer(acting, ticket, { body: comment }) : {};
    return resolved(acting, ticket, answer);
  },
});

/** Ends the work on a locked ticket; being told so is an answer, too. */
export async function resolved(
  acting: Acting,
  ticket: Ticket,
  also: Record<string, unknown>,
  more: { data?: { priority?: Ticket["priority"] }; promised?: NewPromise } = {},
): Promise<Changed> {
  const { tx, now } = acting;
  const changed = await changeTicket(acting, ticket, {
    move: "resolve",
    data: { ...more.data, resolvedAt: now },
    promised: more.promised,
    answers: true,
    also,
  });
  await mailResolved(tx, ticket, (await setting("support", tx)).reopenDays, now);
  await tellOf(acting, ticket, [ticket.requesterId], "resolved");
  return changed;
}
