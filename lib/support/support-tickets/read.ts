import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { requireSwitchedOn } from "@/lib/core/directory";
import { forbidden, notFound } from "@/lib/core/errors";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import {
  openPermission,
  readPermission,
  serves,
  sideOf,
  ticketPlace,
} from "@/lib/support/support-tickets/access";
import { answersTicket } from "@/lib/support/support-tickets/rate";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { type StateMove, stateMovesOf } from "@/lib/support/support-tickets/state-moves";
import { ticketFacts } from "@/lib/support/support-tickets/ticket";

/** A conversation longer than this shows its newest part. */
const shownComments = 500;

const named = { select: { id: true, number: true } } as const;

const select = {
  ...ticketFacts,
  channel: true,
  rating: true,
  ratingOverall: true,
  ratingComment: true,
  organization: { select: { name: true, timeZone: true } },
  queue: { select: { id: true, name: true } },
  customer: { select: { id: true, name: true, number: true } },
  assignee: { select: { id: true, name: true } },
  order: named,
  topUp: named,
  bill: named,
  dispute: named,
  serviceTicket: named,
  mergedInto: named,
  merged: { ...named, orderBy: { id: "asc" } },
  promisedResponseMinutes: true,
  promisedResolveMinutes: true,
  policy: { select: { id: true, name: true, firstResponseMinutes: true, resolveMinutes: true } },
  calendar: { select: { id: true, name: true, timeZone: true } },
} satisfies Prisma.SupportTicketSelect;

const commentSelect = {
  id: true,
  kind: true,
  authorId: true,
  authorName: true,
  fromCustomer: true,
  body: true,
  mentionIds: true,
  messageId: true,
  leftOut: true,
  createdAt: true,
  attachments: {
    select: { id: true, file: { select: { name: true, contentType: true, bytes: true, thumbnailId: true } } },
    orderBy: { id: "asc" },
  },
} satisfies Prisma.SupportCommentSelect;

/**
 * One ticket with its comments, oldest first. On the customer's side there are no internal ones among them, nor does
 * anything else say that there are any.
 * @returns also the ltree `path` of its organization, the caller's `side`, and what they may do whatever its state (`may`).
 * Attachments are fetched at `/api/files/support-attachment/<id>`.
 * @throws not_found; forbidden without `support.tickets.read`.
 */
export async function readSupportTicket(id: string, caller: Caller) {
  await requireSwitchedOn(supportTickets, caller);
  const place = await ticketPlace(id, caller);
  const { path, customerId } = place;
  if (!may(caller, readPermission, path)) throw forbidden(readPermission);
  const side = sideOf(caller, place);
  const row = await prisma.supportTicket.findUnique({ where: { id }, select });
  if (!row) throw notFound();
  const comments = await prisma.supportComment.findMany({
    where: { ticketId: id, ...(side === "staff" ? {} : { kind: "public" }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: shownComments,
    select: commentSelect,
  });
  const told = await stateMovesOf(id);
  const staffMay = (verb: string) => serves(caller, `support.tickets.${verb}`, place);
  const answers = await answersTicket(
    prisma,
    { id, assigneeId: row.assignee?.id ?? null },
    operatorOf(caller),
  );
  const asCustomer = may(caller, openPermission, path);
  return {
    ...row,
    // Who else the platform is made of is none of the customer's business.
    queue: side === "staff" ? row.queue : null,
    path,
    side,
    /** How it was resolved, closed and opened again; what it knows itself where the trail is not kept as long. */
    moves: told.length > 0 ? told : lastMoves(row),
    comments: comments.reverse().map(({ attachments, messageId, ...comment }) => ({
      ...comment,
      mentionIds: side === "staff" ? comment.mentionIds : [],
      mailed: messageId !== null,
      attachments: attachments.map(({ id: attachmentId, file }) => ({
        id: attachmentId,
        name: file.name,
        contentType: file.contentType,
        bytes: Number(file.bytes),
        /** Whether there is a small picture of it, at `?size=thumbnail`. */
        thumbnail: file.thumbnailId !== null,
      })),
    })),
    may: {
      comment: side === "staff" ? staffMay("comment") : asCustomer,
      note: staffMay("note"),
      assign: staffMay("assign"),
      write: staffMay("write"),
      credit: staffMay("credit") && row.type === "billing_dispute",
      macros: serves(caller, "support.macros.read", place),
      close: side === "staff" ? staffMay("write") : asCustomer,
      reopen: side === "staff" ? staffMay("write") : asCustomer,
      urge: asCustomer,
      rate: asCustomer && (side === "customer" || (customerId !== null && !answers)),
    },
  };
}

const lastMoves = ({ resolvedAt, closedAt }: Record<"resolvedAt" | "closedAt", Date | null>): StateMove[] => [
  ...(resolvedAt ? [{ verb: "resolve" as const, at: resolvedAt }] : []),
  ...(closedAt ? [{ verb: "close" as const, at: closedAt }] : []),
];

export type SupportTicketRecord = Awaited<ReturnType<typeof readSupportTicket>>;
