import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { deliveries } from "@/lib/commerce/deliveries/resource";

export const generateMetadata = titled("commerce.resources.deliveries.label");

export default async function DeliveriesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, deliveries.permission);
  return <ResourcePage reader={reader} resource={deliveries} searchParams={searchParams} />;
}
