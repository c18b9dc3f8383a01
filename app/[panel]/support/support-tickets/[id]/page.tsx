import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { openApprovals } from "@/components/console/approvals/open-approvals";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerOf } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { stateOptions } from "@/components/console/state-options";
import { Composer } from "@/components/console/support/composer";
import { composing } from "@/components/console/support/composing";
import { Conversation } from "@/components/console/support/conversation";
import { billCurrency } from "@/components/console/support/credit-currency";
import { RateForm } from "@/components/console/support/rate-form";
import { RatingCard } from "@/components/console/support/rating-card";
import { SlaClocks } from "@/components/console/support/sla-clocks";
import { TicketBadges } from "@/components/console/support/ticket-badges";
import { ticketEvents } from "@/components/console/support/ticket-events";
import { ticketFacts } from "@/components/console/support/ticket-facts";
import { ticketOffers } from "@/components/console/support/ticket-offers";
import { Notice } from "@/components/ui/notice";
import { creditsOf } from "@/lib/support/support-tickets/credits";
import { readSupportTicket } from "@/lib/support/support-tickets/read";
import { supportTickets } from "@/lib/support/support-tickets/resource";

export const generateMetadata = titled("support.resources.support-tickets.one");

export default async function SupportTicketPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerOf(params), params]);
  if (reader.off.has("support")) notFound();
  const ticket = await orNotFound(readSupportTicket(id, reader.caller));
  const credits = await creditsOf(ticket);
  const [events, compose, currency, approvals] = await Promise.all([
    ticketEvents(reader, ticket, credits),
    composing(reader, ticket),
    billCurrency(reader, ticket),
    ticket.side === "staff" ? openApprovals(reader, { type: "support-tickets", id }) : [],
  ]);
  const active = ticket.state === "open" || ticket.state === "pending";
  const noBill = ticket.may.credit && active && !ticket.bill && !ticket.dispute;
  const over = ticket.state === "resolved" || ticket.state === "closed";
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, supportTickets, { label: ticket.number })}
      title={ticket.subject}
      number={ticket.number}
      state={{ value: ticket.state, options: stateOptions(reader, supportTickets) }}
      beside={<TicketBadges reader={reader} ticket={ticket} />}
      actions={ticketOffers(reader, ticket, currency)}
      notice={
        <>
          {approvals}
          {noBill ? <Notice tone="neutral">{reader.t("support.pages.ticket.noBill")}</Notice> : null}
          <SlaClocks reader={reader} ticket={ticket} />
        </>
      }
      asideLast
      facts={ticketFacts(reader, ticket, credits)}
      aside={<RatingCard reader={reader} ticket={ticket} />}
    >
      <ClientMessages namespaces={["support"]}>
        {over && ticket.may.rate && !ticket.ratedAt ? <RateForm ticketId={id} /> : null}
        <Conversation reader={reader} ticket={ticket} events={events} />
        {compose ? <Composer ticketId={id} {...compose} /> : null}
      </ClientMessages>
    </RecordPage>
  );
}
