import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { RevealPhone } from "@/components/console/customers/reveal-phone";
import { EditLink } from "@/components/console/edit-link";
import { ticketOffers } from "@/components/console/field-service/offers";
import { TicketHistory } from "@/components/console/field-service/ticket-history";
import { TicketPhotos } from "@/components/console/field-service/ticket-photos";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerOf } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { stateOptions } from "@/components/console/state-options";
import { RelatedTickets } from "@/components/console/support/related-tickets";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/core/caller";
import { valueLabel } from "@/lib/core/resource/describe";
import { readServiceTicket } from "@/lib/field-service/service-tickets/read";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { revealTicketPhone } from "@/lib/field-service/service-tickets/reveal-phone";
import { editable } from "@/lib/field-service/service-tickets/update";

export const generateMetadata = titled("field-service.resources.service-tickets.one");

/** Also a technician's own, who may read no others. */
export default async function ServiceTicketPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerOf(params), params]);
  if (reader.off.has("field-service")) notFound();
  const { caller, t, href } = reader;
  const ticket = await orNotFound(readServiceTicket(id, caller));
  const label = (key: string) => t(`field-service.resources.service-tickets.columns.${key}`);
  const linked = (path: string, permission: string, text: string) =>
    may(caller, permission, ticket.path) ? (
      <Link href={href(path)} className="text-accent hover:underline">
        {text}
      </Link>
    ) : (
      text
    );
  const reveal = ticket.may.reveal
    ? offer(
        reader,
        revealTicketPhone,
        {
          ask: ["reason"],
          defaults: { ticketId: id },
          submitLabel: t("field-service.commands.service-tickets.reveal-phone.submit"),
        },
        ticket.path,
      )
    : null;
  const { technician, centre } = ticket;
  const time = (value: Date) => <Time value={value.toISOString()} style="minute" />;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, serviceTickets, { label: ticket.number })}
      title={ticket.customerName}
      number={ticket.number}
      state={{ value: ticket.state, options: stateOptions(reader, serviceTickets) }}
      beside={
        ticket.overdue ? (
          <Badge tone="danger">{t(`field-service.pages.overdue.${ticket.state}`)}</Badge>
        ) : null
      }
      links={
        ticket.may.edit && editable.includes(ticket.state) ? (
          <EditLink reader={reader} href={href(`field-service/service-tickets/${id}/edit`)} />
        ) : null
      }
      actions={ticketOffers(reader, ticket)}
      factsTitle={t("field-service.pages.ticket.facts")}
      facts={[
        {
          key: "appointment",
          label: label("appointmentStart"),
          value: (
            <>
              <Time value={ticket.appointmentStart.toISOString()} style="minute" />
              {" – "}
              <Time value={ticket.appointmentEnd.toISOString()} style="clock" />
            </>
          ),
        },
        {
          key: "phone",
          label: label("phone"),
          value: (
            <span className="flex items-center gap-1">
              <span className="figures">{ticket.phoneMasked}</span>
              {reveal ? <RevealPhone spec={reveal} label={label("phone")} /> : null}
            </span>
          ),
        },
        { key: "address", label: label("address"), value: ticket.address },
        {
          key: "technician",
          label: label("technician"),
          value: technician
            ? linked(
                `field-service/technicians/${technician.id}`,
                "field-service.technicians.read",
                technician.name,
              )
            : t("field-service.pages.ticket.nobody"),
        },
        ...(centre
          ? [
              {
                key: "centre",
                label: label("centre"),
                value: linked(
                  `field-service/service-centres/${centre.id}`,
                  "field-service.service-centres.read",
                  centre.name,
                ),
              },
            ]
          : []),
        ...(ticket.skills.length > 0
          ? [{ key: "skills", label: label("skills"), value: ticket.skills.join(", ") }]
          : []),
        ...(ticket.dueAt ? [{ key: "dueAt", label: label("dueAt"), value: time(ticket.dueAt) }] : []),
        {
          key: "source",
          label: label("source"),
          value: valueLabel(serviceTickets, "source", ticket.source, t),
        },
        ...(ticket.customerId
          ? [
              {
                key: "customerId",
                label: label("customerId"),
                value: linked(
                  `customers/customers/${ticket.customerId}`,
                  "customers.customers.read",
                  ticket.customer?.name ?? ticket.customerName,
                ),
              },
            ]
          : []),
        { key: "organization", label: label("organization"), value: ticket.organization.name },
        ...(ticket.startedAt
          ? [
              {
                key: "startedAt",
                label: t("field-service.pages.ticket.startedAt"),
                value: time(ticket.startedAt),
              },
            ]
          : []),
        ...(ticket.completedAt
          ? [
              {
                key: "completedAt",
                label: t("field-service.pages.ticket.completedAt"),
                value: time(ticket.completedAt),
              },
            ]
          : []),
        { key: "createdAt", label: label("createdAt"), value: time(ticket.createdAt) },
      ]}
    >
      <Card title={label("issue")}>
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">{ticket.issue}</p>
        {ticket.cancelReason ? (
          <p className="mt-3 text-danger text-sm">
            {t("field-service.pages.ticket.canceledBecause", { reason: ticket.cancelReason })}
          </p>
        ) : null}
      </Card>
      <TicketPhotos reader={reader} ticket={ticket} />
      <RelatedTickets reader={reader} link={{ serviceTicketId: id }} path={ticket.path} />
      <TicketHistory reader={reader} events={ticket.events} />
    </RecordPage>
  );
}
