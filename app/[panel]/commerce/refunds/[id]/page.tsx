import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { confirmTransfer } from "@/lib/commerce/refunds/confirm-transfer";
import { giveUpTransfer } from "@/lib/commerce/refunds/give-up-transfer";
import { refunds } from "@/lib/commerce/refunds/resource";
import { formatMoney } from "@/lib/core/i18n/format";
import type { Locale } from "@/lib/core/i18n/locale";
import { Money as Sum } from "@/lib/core/money";
import { describeResource } from "@/lib/core/resource/describe";
import type { MoneyValue } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";
import { platformPlace } from "@/lib/core/scope";

export const generateMetadata = titled("commerce.resources.refunds.one");

const shown = [
  "amount",
  "fee",
  "billed",
  "excess",
  "destination",
  "order",
  "topUp",
  "paidUnder",
  "customer",
  "organization",
  "reason",
  "approval",
  "provider",
  "providerRef",
  "createdAt",
  "settledAt",
];

/** Amounts that only say something when they are not zero. */
const remarkable = ["fee", "billed", "excess"];

export default async function RefundPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, refunds.permission), params]);
  const { caller, t, href } = reader;
  const values = await orNotFound(record(refunds, id, caller));
  const description = describeResource(refunds, caller, t, reader.panel);
  const state = String(values.state);
  const to = (path: string, key: string) => (values[key] ? href(`${path}/${values[key]}`) : undefined);
  const toSend = state === "to_send";
  const words = {
    amount: sentOf(values, caller.locale),
    owner: String(values.customer ?? values.organization),
  };
  const { path: root } = await platformPlace();
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, refunds, { label: String(values.number) })}
      title={t("commerce.resources.refunds.one")}
      number={String(values.number)}
      state={{ value: state, options: stateOptions(reader, refunds) }}
      beside={<Money value={values.amount as MoneyValue} />}
      actions={
        toSend
          ? offered([
              offer(
                reader,
                confirmTransfer,
                {
                  icon: "send",
                  ask: ["sentRef"],
                  changes: { sentRef: { kind: "code" } },
                  defaults: { refundId: id },
                  description: t("commerce.commands.refunds.confirm-transfer.consequences", words),
                },
                root,
              ),
              offer(
                reader,
                giveUpTransfer,
                { icon: "ban", danger: true, ask: ["reason"], defaults: { refundId: id } },
                root,
              ),
            ])
          : []
      }
      notice={
        toSend ? (
          <Notice tone="waiting" title={t("commerce.pages.refunds.to_send_title")}>
            {t("commerce.pages.refunds.to_send", words)}
          </Notice>
        ) : state === "unknown" ? (
          <Notice tone="danger" title={t("commerce.pages.refunds.unknown_title")}>
            {t("commerce.pages.refunds.unknown")}
          </Notice>
        ) : values.failureReason ? (
          <Notice tone="danger" title={t("commerce.resources.refunds.columns.failureReason")}>
            {String(values.failureReason)}
          </Notice>
        ) : null
      }
      factsTitle={t("commerce.pages.refunds.facts")}
      facts={factsOf(
        description,
        values,
        shown.filter((key) => !remarkable.includes(key) || (values[key] as MoneyValue).amount !== "0"),
        {
          hrefs: {
            order: to("commerce/orders", "orderId"),
            topUp: to("billing/top-ups", "topUpId"),
            customer: to("customers/customers", "customerId"),
            organization: to("customers/organizations", "organizationId"),
            approval: to("governance/approvals", "approvalId"),
            providerRef: to("commerce/payment-attempts", "attemptId"),
          },
        },
      )}
      target={{ type: "refunds", id }}
    >
      {state === "processing" ? <Refresh seconds={3} /> : null}
      <RelatedList
        reader={reader}
        resource={ledgerTransactions}
        filters={{ referenceId: id }}
        columns={["createdAt", "kind", "amount", "note"]}
        title={t("commerce.pages.refunds.postings")}
      />
    </RecordPage>
  );
}

/** What leaves us: without the fee that is kept. */
function sentOf(values: Record<string, unknown>, locale: Locale): string {
  const [amount, fee] = [values.amount as MoneyValue, values.fee as MoneyValue];
  const sent = Sum.of(amount.amount, amount.currency).minus(Sum.of(fee.amount, fee.currency));
  return formatMoney(sent.toJSON(), locale);
}
