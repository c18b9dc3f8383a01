import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { invoices } from "@/lib/billing/invoices/resource";

export const generateMetadata = titled("billing.resources.invoices.label");

export default async function InvoicesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, invoices.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={invoices}
      searchParams={searchParams}
      emptyDescription={reader.t("billing.pages.invoices.empty")}
    />
  );
}
