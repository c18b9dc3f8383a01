import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { TicketQueue } from "@/components/console/support/ticket-queue";
import { supportTickets } from "@/lib/support/support-tickets/resource";

export const generateMetadata = titled("support.pages.queues.mine");

export default async function MineSupportTicketsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, supportTickets.permission);
  return <TicketQueue reader={reader} queue="mine" searchParams={searchParams} />;
}
