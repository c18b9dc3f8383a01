import { ExternalLink } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { PaymentNotice } from "@/components/console/payments/payment-notice";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyableId } from "@/components/ui/copyable-id";
import { Money } from "@/components/ui/money";
import { disputes } from "@/lib/billing/disputes/resource";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { paymentAttempts } from "@/lib/commerce/payment-attempts/resource";
import { syncPayment } from "@/lib/commerce/payment-attempts/sync";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";
import { refunds } from "@/lib/commerce/refunds/resource";
import { describeResource } from "@/lib/core/resource/describe";
import type { MoneyValue } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.resources.payment-attempts.one");

const shown = [
  "purpose",
  "pays",
  "amount",
  "received",
  "fee",
  "refunded",
  "organization",
  "provider",
  "paidWith",
  "sessionRef",
  "paymentRef",
  "chargeRef",
  "createdAt",
  "expiresAt",
  "paidAt",
  "endedAt",
  "syncedAt",
];

const pages = { orderId: "commerce/orders", topUpId: "billing/top-ups", billId: "billing/bills" } as const;

export default async function PaymentAttemptPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, paymentAttempts.permission), params]);
  const { caller, t, href } = reader;
  const payment = await orNotFound(record(paymentAttempts, id, caller));
  const description = describeResource(paymentAttempts, caller, t, reader.panel);
  const number = String(payment.number);
  const state = String(payment.state);
  const owner = (Object.keys(pages) as (keyof typeof pages)[]).find((key) => payment[key]);
  const moves = state === "created" || state === "pending" || state === "processing";
  const payUrl = payment.payUrl === null ? null : String(payment.payUrl);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, paymentAttempts, { label: number })}
      title={t("commerce.pages.payment-attempts.title", { number })}
      number={String(payment.paymentRef ?? payment.sessionRef ?? id)}
      state={{ value: state, options: stateOptions(reader, paymentAttempts) }}
      beside={<Money value={payment.amount as MoneyValue} />}
      actions={offered([offer(reader, syncPayment, { icon: "refresh-cw", defaults: { attemptId: id } })])}
      primaryAction={false}
      notice={<PaymentNotice reader={reader} payment={payment} />}
      factsTitle={t("commerce.pages.payment-attempts.facts")}
      facts={factsOf(description, payment, shown, {
        hrefs: {
          pays: owner ? href(`${pages[owner]}/${payment[owner]}`) : undefined,
          organization: href(`customers/organizations/${payment.organizationId}`),
        },
      })}
      target={{ type: "payment-attempts", id }}
    >
      {moves ? <Refresh seconds={state === "processing" ? 15 : 3} /> : null}
      {payUrl ? (
        <Card
          title={t("commerce.pages.payment-attempts.payPage")}
          description={t("commerce.pages.payment-attempts.payPageText")}
          actions={
            <Button asChild size="sm">
              <a href={payUrl} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden />
                {t("commerce.pages.payment-attempts.open")}
              </a>
            </Button>
          }
        >
          <CopyableId id={payUrl} full />
        </Card>
      ) : null}
      <RelatedList
        reader={reader}
        resource={paymentEvents}
        filters={{ attemptId: id }}
        columns={["type", "state", "attempts", "error", "receivedAt"]}
        title={t("commerce.pages.payment-attempts.events")}
      />
      <RelatedList
        reader={reader}
        resource={refunds}
        filters={{ attemptId: id }}
        columns={["number", "state", "amount", "destination", "createdAt"]}
        title={t("commerce.pages.payment-attempts.refunds")}
      />
      <RelatedList
        reader={reader}
        resource={disputes}
        filters={{ attemptId: id }}
        columns={["number", "state", "amount", "reason", "createdAt"]}
        title={t("commerce.pages.payment-attempts.disputes")}
      />
      <RelatedList
        reader={reader}
        resource={ledgerTransactions}
        // What came in is posted for what was paid, the provider's fee for the payment.
        filters={{ referenceId: [id, owner ? String(payment[owner]) : ""].filter(Boolean).join() }}
        columns={["createdAt", "kind", "amount", "note"]}
        title={t("commerce.pages.payment-attempts.ledger")}
      />
    </RecordPage>
  );
}
