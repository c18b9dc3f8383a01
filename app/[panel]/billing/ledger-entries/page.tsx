import { ledgerTabs } from "@/components/console/billing/tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { ledgerEntries } from "@/lib/billing/ledger/entries";

export const generateMetadata = titled("billing.resources.ledger-entries.label");

export default async function LedgerEntriesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, ledgerEntries.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={ledgerEntries}
      searchParams={searchParams}
      tabs={ledgerTabs(reader)}
    />
  );
}
