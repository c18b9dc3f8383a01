import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { outboxEvents } from "@/lib/sre/outbox-events/resource";

export const generateMetadata = titled(`${outboxEvents.module}.resources.${outboxEvents.name}.label`);

export default async function OutboxEventsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, outboxEvents.permission);
  return <ResourcePage reader={reader} resource={outboxEvents} searchParams={searchParams} />;
}
