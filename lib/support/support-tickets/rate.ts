import { z } from "zod";
import { command } from "@/lib/core/command";
import { conflict, refused } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { asCustomer, openPermission, sideOf } from "@/lib/support/support-tickets/access";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket } from "@/lib/support/support-tickets/ticket";

const points = z.int().min(1).max(5);

/** What a requester is asked; worded at `support.commands.support-tickets.rate.questions`. */
export const ratingQuestions = ["overall", "speed", "solution", "courtesy"] as const;

/**
 * Says how it was (admin-prd 13: satisfaction), once, when a ticket is resolved or closed. Nobody who answers rates
 * themselves; for a customer, who does not sign in, the organization that serves them passes it on.
 */
export const rateTicket = command({
  name: "support-tickets.rate",
  permission: openPermission,
  approvable: false,
  input: object({
    ...ticketFields,
    answers: object({
      overall: points,
      speed: points.optional(),
      solution: points.optional(),
      courtesy: points.optional(),
    }),
    comment: z.string().trim().max(2000).optional(),
  }),
  scope: asCustomer(),
  async run({ input: { ticketId, version, answers, comment }, place, ...acting }) {
    const { tx, caller, now } = acting;
    const ticket = await lockTicket(tx, ticketId, version);
    const { number, customerId, state } = ticket;
    if (customerId === null && sideOf(caller, { path: place.path, customerId }) === "staff")
      throw refused("support.only_requester");
    if (ticket.ratedAt) throw conflict("support.rated_already", { number });
    if (state !== "resolved" && state !== "closed") throw refused("support.not_over", { number });
    const changed = await changeTicket(acting, ticket, {
      data: { rating: answers, ratingOverall: answers.overall, ratingComment: comment ?? null, ratedAt: now },
    });
    await tellOf(acting, ticket, [ticket.assigneeId], "rated", { overall: answers.overall });
    return { ...changed, overall: answers.overall };
  },
});
