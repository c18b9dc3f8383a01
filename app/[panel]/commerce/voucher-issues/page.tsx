import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { GiveVouchers } from "@/components/console/vouchers/give-button";
import { voucherTabs } from "@/components/console/vouchers/tabs";
import { voucherIssues } from "@/lib/commerce/voucher-issues/resource";

export const generateMetadata = titled("commerce.resources.voucher-issues.label");

export default async function VoucherIssuesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, voucherIssues.permission);
  const give = <GiveVouchers reader={reader} primary />;
  return (
    <ResourcePage
      reader={reader}
      resource={voucherIssues}
      searchParams={searchParams}
      tabs={voucherTabs(reader)}
      actions={give}
      emptyAction={give}
    />
  );
}
