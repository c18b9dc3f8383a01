import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { ledgerEntries } from "@/lib/billing/ledger/entries";
import { vouchers } from "@/lib/commerce/vouchers/resource";
import { voidVoucher } from "@/lib/commerce/vouchers/void";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.resources.vouchers.one");

const shown = [
  "template",
  "customer",
  "organization",
  "amount",
  "left",
  "wallet",
  "source",
  "reason",
  "operator",
  "createdAt",
  "claimedAt",
  "expiresAt",
  "endedAt",
];

export default async function VoucherPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, vouchers.permission), params]);
  const { caller, t, href } = reader;
  const values = await orNotFound(record(vouchers, id, caller));
  const description = describeResource(vouchers, caller, t, reader.panel);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, vouchers, { label: String(values.number) })}
      title={String(values.template)}
      number={String(values.number)}
      state={{ value: String(values.state), options: stateOptions(reader, vouchers) }}
      actions={
        values.state === "active"
          ? offered([
              offer(reader, voidVoucher, {
                icon: "ban",
                danger: true,
                ask: ["reason"],
                defaults: { voucherId: id },
              }),
            ])
          : []
      }
      factsTitle={t("commerce.pages.vouchers.facts")}
      facts={factsOf(description, values, shown, {
        hrefs: {
          template: href(`commerce/voucher-templates/${values.templateId}`),
          customer: values.customerId ? href(`customers/customers/${values.customerId}`) : undefined,
          organization: href(`customers/organizations/${values.organizationId}`),
          wallet: href(`billing/wallets/${values.walletId}`),
        },
      })}
      target={{ type: "vouchers", id }}
    >
      <RelatedList
        reader={reader}
        resource={ledgerEntries}
        filters={{ accountId: String(values.accountId) }}
        columns={["createdAt", "kind", "debit", "credit", "balance"]}
        title={t("commerce.pages.vouchers.use")}
      />
    </RecordPage>
  );
}
