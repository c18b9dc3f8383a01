import { Lock } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { ToneMark } from "@/components/ui/tone-mark";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import type { Reader } from "../reader";
import { Attachments } from "./attachments";
import type { TicketEvent } from "./ticket-events";

type Comment = SupportTicketRecord["comments"][number];

export type ConversationProps = { reader: Reader; ticket: SupportTicketRecord; events: TicketEvent[] };

/** Everything that was said and happened, oldest first: what the customer reads, what staff alone read, and what was done. */
export function Conversation({ reader, ticket, events }: ConversationProps) {
  const { t } = reader;
  const stream = [
    ...ticket.comments.map((comment) => ({ at: comment.createdAt.toISOString(), comment })),
    ...events.map((event) => ({ at: event.at, event })),
  ].sort((one, other) => one.at.localeCompare(other.at));
  return (
    <Card title={t("support.pages.ticket.conversation")}>
      {stream.length === 0 ? (
        <EmptyState title={t("support.pages.ticket.moved")} className="py-6" />
      ) : (
        <ol className="flex flex-col gap-3">
          {stream.map((entry) =>
            "comment" in entry ? (
              <CommentEntry key={entry.comment.id} reader={reader} comment={entry.comment} ticket={ticket} />
            ) : (
              <EventEntry key={entry.event.id} event={entry.event} />
            ),
          )}
        </ol>
      )}
    </Card>
  );
}

type CommentEntryProps = { reader: Reader; comment: Comment; ticket: SupportTicketRecord };

function CommentEntry({ reader, comment, ticket }: CommentEntryProps) {
  const { t } = reader;
  const { side, requesterId, requesterName } = ticket;
  const internal = comment.kind === "internal";
  // What somebody said on the telephone, staff wrote down for them.
  const scribe =
    comment.fromCustomer && ticket.channel === "console" && comment.authorId !== requesterId
      ? comment.authorName
      : null;
  const mine = (side === "customer") === comment.fromCustomer;
  return (
    <li
      className={cn(
        "min-w-0 rounded-md border px-4 py-3",
        internal
          ? "border-waiting border-dashed bg-waiting-soft"
          : mine
            ? "border-line bg-sunken sm:ml-8"
            : "border-line bg-surface sm:mr-8",
      )}
    >
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-sm">
        {internal ? <Lock aria-hidden className="size-3.5 shrink-0 self-center text-waiting" /> : null}
        <span className="font-medium [overflow-wrap:anywhere]">
          {scribe ? requesterName : comment.authorName}
        </span>
        {internal ? (
          <span className="font-medium text-waiting">{t("support.pages.ticket.internal")}</span>
        ) : (
          <Badge>{t(`support.pages.ticket.${comment.fromCustomer ? "customer" : "staff"}`)}</Badge>
        )}
        <Time value={comment.createdAt.toISOString()} className="text-ink-3 text-xs" />
        {scribe ? (
          <span className="text-ink-3 text-xs">{t("support.pages.ticket.writtenBy", { name: scribe })}</span>
        ) : null}
        {comment.mailed && side === "staff" ? (
          <span className="text-ink-3 text-xs">{t("support.pages.ticket.mailed")}</span>
        ) : null}
      </div>
      <p className="mt-1.5 whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">{comment.body}</p>
      <Attachments reader={reader} attachments={comment.attachments} />
      {comment.leftOut.length > 0 ? (
        <p className="mt-2 text-ink-3 text-xs [overflow-wrap:anywhere]">
          {t("support.pages.ticket.leftOut", { names: comment.leftOut.join(", ") })}
        </p>
      ) : null}
    </li>
  );
}

function EventEntry({ event }: { event: TicketEvent }) {
  return (
    <li className="flex items-baseline gap-2 px-4 text-ink-2 text-sm">
      <ToneMark tone={event.tone} />
      <div className="min-w-0">
        <span className="[overflow-wrap:anywhere]">
          {event.actor ? <span className="font-medium">{event.actor}</span> : null} {event.words}
        </span>{" "}
        <Time value={event.at} className="text-ink-3 text-xs" />
        {event.reason ? <q className="block text-ink-3 [overflow-wrap:anywhere]">{event.reason}</q> : null}
      </div>
    </li>
  );
}
