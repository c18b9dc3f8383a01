import { notFound } from "next/navigation";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { openOffer } from "@/components/console/support/open-offer";
import { prefilled } from "@/components/console/support/ticket-links";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { supportTickets } from "@/lib/support/support-tickets/resource";

export const generateMetadata = titled("support.commands.support-tickets.open.title");

/** Staff open tickets for whom they serve, an organization's own people for themselves; what it is about may come along. */
export default async function NewSupportTicketPage({ params, searchParams }: ListPageProps) {
  const [reader, given] = await Promise.all([readerWith(params, openSupportTicket.permission), searchParams]);
  const spec = await openOffer(reader, await prefilled(reader, given), given);
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, supportTickets, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, supportTickets)}
    />
  );
}
