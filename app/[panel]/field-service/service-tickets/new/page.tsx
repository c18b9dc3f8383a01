import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { bookServiceTicket } from "@/lib/field-service/service-tickets/book";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";

export const generateMetadata = titled("field-service.commands.service-tickets.book.title");

export default async function NewServiceTicketPage({ params, searchParams }: ListPageProps) {
  const [reader, { customerId }] = await Promise.all([
    readerWith(params, bookServiceTicket.permission),
    searchParams,
  ]);
  const spec = offer(reader, bookServiceTicket, {
    ask: [
      "customerName",
      "phone",
      "address",
      "issue",
      "appointmentStart",
      "appointmentEnd",
      "centreId",
      "locale",
      "skills",
      "customerId",
      "organizationId",
    ],
    changes: {
      customerName: { half: true },
      phone: { half: true, autoComplete: "off" },
      appointmentStart: { half: true },
      appointmentEnd: { half: true },
      centreId: { half: true, kind: "reference", resource: "service-centres" },
      locale: { half: true },
    },
    defaults: typeof customerId === "string" ? { customerId } : {},
    submitLabel: reader.t("field-service.commands.service-tickets.book.title"),
    doneHref: reader.href("field-service/service-tickets/:ticketId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, serviceTickets, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, serviceTickets)}
    />
  );
}
