import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { ledgerReconciliations } from "@/lib/billing/ledger/reconciliations";

export const generateMetadata = titled("billing.resources.ledger-reconciliations.label");

export default async function LedgerReconciliationsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, ledgerReconciliations.permission, { platformOnly: true });
  return <ResourcePage reader={reader} resource={ledgerReconciliations} searchParams={searchParams} />;
}
