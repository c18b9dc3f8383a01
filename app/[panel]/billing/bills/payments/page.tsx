import { billTabs } from "@/components/console/bills/tabs";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { billPayments } from "@/lib/billing/bill-payments/resource";
import { bills } from "@/lib/billing/bills/resource";

export const generateMetadata = titled("billing.resources.bill-payments.label");

export default async function BillPaymentsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, billPayments.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={billPayments}
      path="billing/bills/payments"
      searchParams={searchParams}
      crumbs={crumbsOf(reader, bills, { label: reader.t("billing.resources.bill-payments.label") })}
      tabs={billTabs(reader)}
    />
  );
}
