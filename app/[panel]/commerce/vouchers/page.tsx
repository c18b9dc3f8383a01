import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { GiveVouchers } from "@/components/console/vouchers/give-button";
import { voucherTabs } from "@/components/console/vouchers/tabs";
import { vouchers } from "@/lib/commerce/vouchers/resource";
import { voidVoucher } from "@/lib/commerce/vouchers/void";

export const generateMetadata = titled("commerce.resources.vouchers.label");

export default async function VouchersPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, vouchers.permission);
  const give = <GiveVouchers reader={reader} primary />;
  return (
    <ResourcePage
      reader={reader}
      resource={vouchers}
      searchParams={searchParams}
      tabs={voucherTabs(reader)}
      actions={give}
      emptyAction={give}
      bulk={offered([offer(reader, voidVoucher, { icon: "ban", danger: true, ask: ["reason"] })]).map(
        (spec) => ({ ...spec, idField: "voucherId" }),
      )}
    />
  );
}
