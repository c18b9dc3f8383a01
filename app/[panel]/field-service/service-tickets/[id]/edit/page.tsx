import { notFound } from "next/navigation";
import { EditPage } from "@/components/console/edit-page";
import { placingForm } from "@/components/console/field-service/ticket-fields";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { may } from "@/lib/core/caller";
import { customers } from "@/lib/customers/customers/resource";
import { readServiceTicket } from "@/lib/field-service/service-tickets/read";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { editable, updateServiceTicket } from "@/lib/field-service/service-tickets/update";

export const generateMetadata = titled("field-service.commands.service-tickets.update.title");

export default async function EditServiceTicketPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, updateServiceTicket.permission), params]);
  const ticket = await orNotFound(readServiceTicket(id, reader.caller));
  if (!editable.includes(ticket.state)) notFound();
  const { number, customerName, phoneMasked, address, issue, customerId, customer, version, path } = ticket;
  const { organizationId } = ticket;
  const placing = placingForm(reader, ticket);
  const account = may(reader.caller, customers.permission ?? "", path);
  return (
    <EditPage
      reader={reader}
      resource={serviceTickets}
      of={{ label: number, href: reader.href(`field-service/service-tickets/${id}`) }}
      command={updateServiceTicket}
      path={path}
      form={{
        ask: [
          "customerName",
          "phone",
          "address",
          "issue",
          ...placing.ask,
          ...(account ? ["customerId"] : []),
        ],
        changes: {
          ...placing.changes,
          customerName: { half: true, required: true },
          phone: { half: true, autoComplete: "off", placeholder: phoneMasked },
          address: { required: true },
          issue: { required: true },
          customerId: {
            among: { organizationId },
            referenceTitles: customerId && customer ? { [customerId]: customer.name } : {},
          },
        },
        defaults: {
          ...placing.defaults,
          ticketId: id,
          version,
          customerName,
          address,
          issue,
          ...(account ? { customerId } : {}),
        },
      }}
    />
  );
}
