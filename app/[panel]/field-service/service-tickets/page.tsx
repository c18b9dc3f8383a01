import { Plus } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { ticketTabs } from "@/components/console/field-service/ticket-tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { assignServiceTicket } from "@/lib/field-service/service-tickets/assign";
import { bookServiceTicket } from "@/lib/field-service/service-tickets/book";
import { confirmServiceTicket, planning } from "@/lib/field-service/service-tickets/confirm";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";

export const generateMetadata = titled("field-service.resources.service-tickets.label");

export default async function ServiceTicketsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, serviceTickets.permission);
  const { caller, t, href } = reader;
  const create = may(caller, bookServiceTicket.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("field-service/service-tickets/new")}>
        <Plus aria-hidden />
        {t("field-service.commands.service-tickets.book.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={serviceTickets}
      searchParams={searchParams}
      tabs={ticketTabs(reader)}
      actions={create}
      emptyAction={create}
      bulk={offered([
        planning.some((permission) => may(caller, permission))
          ? offer(reader, confirmServiceTicket, { icon: "circle-check" })
          : null,
        offer(reader, assignServiceTicket, {
          icon: "user-check",
          ask: ["technicianId"],
          changes: {
            technicianId: { among: { state: "active" }, help: t("field-service.pages.bulkAssign") },
          },
        }),
      ]).map((spec) => ({ ...spec, idField: "ticketId" }))}
    />
  );
}
