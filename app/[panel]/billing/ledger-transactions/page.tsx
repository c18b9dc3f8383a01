import { ledgerTabs } from "@/components/console/billing/tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";

export const generateMetadata = titled("billing.resources.ledger-transactions.label");

export default async function LedgerTransactionsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, ledgerTransactions.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={ledgerTransactions}
      searchParams={searchParams}
      tabs={ledgerTabs(reader)}
    />
  );
}
