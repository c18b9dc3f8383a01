import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { conflict, refused } from "@/lib/core/errors";
import { object } from "@/lib/core/input";
import { asCustomer, openPermission, sideOf } from "@/lib/support/support-tickets/access";
import { changeTicket } from "@/lib/support/support-tickets/change";
import { ticketFields } from "@/lib/support/support-tickets/fields";
import { tellOf } from "@/lib/support/support-tickets/tell";
import { lockTicket } from "@/lib/support/support-tickets/ticket";

const points = z.int().min(1).max(5);

/**
 * Whether somebody has a ticket or gave its requester an answer, so that a rating of it would be one of themselves.
 * @param operatorId null for who is no operator.
 */
export async function answersTicket(
  tx: Pick<Tx, "supportComment">,
  { id: ticketId, assigneeId }: { id: string; assigneeId: string | null },
  operatorId: string | null,
): Promise<boolean> {
  if (operatorId === null) return false;
  if (operatorId === assigneeId) return true;
  const where = { ticketId, authorId: operatorId, kind: "public" as const, fromCustomer: false };
  return (await tx.supportComment.count({ where })) > 0;
}

/**
 * Says how it was (admin-prd 13: satisfaction), once, when a ticket is resolved or closed. A customer, who does not sign in, says
 * it by the link in the e-mail that told them (`rating-link.ts`), or somebody of the organization that serves them passes
 * it on. Nobody who has the ticket or answered it rates themselves.
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
    // The product itself acts for whoever holds the link.
    const byLink = caller.actor.type === "system";
    if (!byLink && customerId === null && sideOf(caller, { path: place.path, customerId }) === "staff")
      throw refused("support.only_requester");
    if (await answersTicket(tx, ticket, operatorOf(caller)))
      throw refused("support.rates_themselves", { number });
    if (ticket.ratedAt) throw conflict("support.rated_already", { number });
    if (state !== "resolved" && state !== "closed") throw refused("support.not_over", { number });
    const changed = await changeTicket(acting, ticket, {
      data: { rating: answers, ratingOverall: answers.overall, ratingComment: comment ?? null, ratedAt: now },
    });
    await tellOf(acting, ticket, [ticket.assigneeId], "rated", { overall: answers.overall });
    return { ...changed, overall: answers.overall };
  },
});
