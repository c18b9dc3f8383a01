import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { refundOffer } from "@/components/console/refunds/offer";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Notice } from "@/components/ui/notice";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";
import { dismissRefundTask } from "@/lib/commerce/refund-tasks/dismiss";
import { waitsInSuspense } from "@/lib/commerce/refund-tasks/raise";
import { refundTasks } from "@/lib/commerce/refund-tasks/resource";
import { describeResource } from "@/lib/core/resource/describe";
import type { MoneyValue } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("commerce.resources.refund-tasks.one");

const shown = [
  "amount",
  "cause",
  "attempt",
  "provider",
  "order",
  "customer",
  "organization",
  "refund",
  "note",
  "createdAt",
  "closedAt",
];

export default async function RefundTaskPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, refundTasks.permission), params]);
  const { caller, t, href, panel } = reader;
  const task = await orNotFound(record(refundTasks, id, caller));
  const page = (resource: string, path: string, of: unknown) =>
    of && mayRead(resources.get(resource), reader) ? href(`${path}/${of}`) : undefined;
  const underWay = task.state === "open" && task.refundId !== null;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, refundTasks, { label: String(task.attempt) })}
      title={t("commerce.resources.refund-tasks.one")}
      number={String(task.attempt)}
      state={{ value: String(task.state), options: stateOptions(reader, refundTasks) }}
      actions={
        task.state === "open" && !underWay
          ? offered([
              waitsInSuspense(String(task.cause))
                ? refundOffer(reader, {
                    refundTaskId: id,
                    destinations: ["original", "balance"],
                    left: task.amount as MoneyValue,
                  })
                : null,
              offer(reader, dismissRefundTask, {
                icon: "x",
                danger: true,
                ask: ["reason"],
                defaults: { refundTaskId: id },
              }),
            ])
          : []
      }
      notice={
        underWay ? (
          <Notice tone="waiting">{t("commerce.pages.refund-tasks.underWay")}</Notice>
        ) : task.state === "open" && !waitsInSuspense(String(task.cause)) ? (
          <Notice tone="waiting">{t(`commerce.pages.refund-tasks.lookInto.${task.cause}`)}</Notice>
        ) : undefined
      }
      factsTitle={t("commerce.pages.refund-tasks.facts")}
      facts={factsOf(describeResource(refundTasks, caller, t, panel), task, shown, {
        hrefs: {
          attempt: page("payment-attempts", "commerce/payment-attempts", task.attemptId),
          order: page("orders", "commerce/orders", task.orderId),
          refund: page("refunds", "commerce/refunds", task.refundId),
          customer: page("customers", "customers/customers", task.customerId),
          organization: page("organizations", "customers/organizations", task.organizationId),
        },
      })}
      target={{ type: "refund-tasks", id }}
    >
      <RelatedList
        reader={reader}
        resource={paymentEvents}
        filters={{ attemptId: String(task.attemptId) }}
        columns={["type", "state", "attempts", "receivedAt"]}
        title={t("commerce.pages.refund-tasks.events")}
      />
      <RelatedList
        reader={reader}
        resource={ledgerTransactions}
        filters={{ referenceId: [task.attemptId, task.refundId].filter(Boolean).join() }}
        columns={["createdAt", "kind", "amount"]}
        title={t("commerce.pages.refund-tasks.ledger")}
      />
    </RecordPage>
  );
}
