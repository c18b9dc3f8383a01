import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { RelatedTickets } from "@/components/console/support/related-tickets";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { disputes } from "@/lib/billing/disputes/resource";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { paymentAttempts } from "@/lib/commerce/payment-attempts/resource";
import { describeResource } from "@/lib/core/resource/describe";
import type { MoneyValue } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("billing.resources.disputes.one");

const shown = [
  "kind",
  "amount",
  "reason",
  "outcome",
  "payment",
  "bill",
  "customer",
  "organization",
  "provider",
  "providerRef",
  "openedAt",
  "closedAt",
];

export default async function DisputePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, disputes.permission), params]);
  const { caller, t, href } = reader;
  const dispute = await orNotFound(record(disputes, id, caller));
  const description = describeResource(disputes, caller, t, reader.panel);
  const number = String(dispute.number);
  const state = String(dispute.state);
  const to = (page: string, key: string) => (dispute[key] ? href(`${page}/${dispute[key]}`) : undefined);
  const chargeback = dispute.kind === "chargeback";
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, disputes, { label: number })}
      title={number}
      number={String(dispute.providerRef ?? id)}
      state={{ value: state, options: stateOptions(reader, disputes) }}
      beside={<Money value={dispute.amount as MoneyValue} />}
      notice={
        chargeback && (state === "open" || state === "lost") ? (
          <Notice tone={state === "open" ? "waiting" : "danger"} title={t(`billing.pages.disputes.${state}`)}>
            {t(`billing.pages.disputes.${state}Text`)}
          </Notice>
        ) : null
      }
      factsTitle={t("billing.pages.disputes.facts")}
      facts={factsOf(description, dispute, shown, {
        hrefs: {
          payment: to("commerce/payment-attempts", "attemptId"),
          bill: to("billing/bills", "billId"),
          customer: to("customers/customers", "customerId"),
          organization: to("customers/organizations", "organizationId"),
        },
      })}
      // What banks decide is written down where the payment is.
      target={
        chargeback && dispute.attemptId
          ? { type: "payment-attempts", id: String(dispute.attemptId) }
          : { type: "disputes", id }
      }
    >
      {dispute.attemptId ? (
        <RelatedList
          reader={reader}
          resource={paymentAttempts}
          filters={{ number: String(dispute.payment) }}
          columns={["number", "state", "purpose", "pays", "amount", "createdAt"]}
        />
      ) : null}
      <RelatedList
        reader={reader}
        resource={ledgerTransactions}
        filters={{ referenceId: id }}
        columns={["createdAt", "kind", "amount", "note"]}
        title={t("billing.pages.disputes.ledger")}
      />
      <RelatedTickets reader={reader} link={{ disputeId: id }} />
    </RecordPage>
  );
}
