import { ExternalLink } from "lucide-react";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import { orderOffers } from "@/components/console/orders/offers";
import { OrderItems } from "@/components/console/orders/order-items";
import { OrderLedger } from "@/components/console/orders/order-ledger";
import { OrderRelated } from "@/components/console/orders/order-related";
import { OrderSteps } from "@/components/console/orders/order-steps";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, type Reader, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { RelatedTickets } from "@/components/console/support/related-tickets";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { keptMethods } from "@/lib/billing/payment-methods/kept";
import { type OrderRecord, readOrder } from "@/lib/commerce/orders/read";
import { orders } from "@/lib/commerce/orders/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("commerce.resources.orders.one");

const shown = [
  "paymentMethod",
  "total",
  "walletAmount",
  "voucherAmount",
  "paidAmount",
  "refundedAmount",
  "source",
  "operator",
  "organization",
  "externalRef",
  "offlineRef",
  "note",
  "cancelReason",
  "createdAt",
  "paidAt",
  "fulfilledAt",
  "endedAt",
];

const amounts = ["walletAmount", "voucherAmount", "paidAmount", "refundedAmount"];

export default async function OrderPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, orders.permission), params]);
  const { caller, t, href, panel } = reader;
  const [order, values] = await orNotFound(Promise.all([readOrder(id, caller), record(orders, id, caller)]));
  const kept = order.state === "pending" ? await keptMethods(order, caller) : [];
  const description = describeResource(orders, caller, t, panel);
  const zero = (key: string) => {
    const value = values[key];
    return typeof value === "object" && value !== null && "amount" in value && value.amount === "0";
  };
  const page = (name: string, path: string) =>
    mayRead(resources.get(name), reader) ? href(path) : undefined;
  const buyer = order.customerId
    ? page("customers", `customers/customers/${order.customerId}`)
    : page("organizations", `customers/organizations/${order.organizationId}`);
  // Its payment or its benefits are under way.
  const moving = order.state === "pending" || order.state === "paid" || order.state === "refunding";
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, orders, { label: order.number })}
      title={t("commerce.resources.orders.one")}
      number={order.number}
      state={{ value: order.state, options: stateOptions(reader, orders) }}
      description={order.customer?.name ?? order.organization}
      links={<SecureLink reader={reader} targetType="orders" targetId={id} path={order.path} />}
      actions={orderOffers(reader, order, kept)}
      notice={order.state === "pending" ? <Waiting reader={reader} order={order} /> : undefined}
      factsTitle={t("commerce.pages.orders.facts")}
      facts={[
        ...factsOf(description, values, ["buyer"], { hrefs: { buyer } }),
        ...(order.customer?.email
          ? [
              {
                key: "email",
                label: t("customers.resources.customers.columns.email"),
                value: order.customer.email,
              },
            ]
          : []),
        ...factsOf(
          description,
          values,
          shown.filter((key) => !(amounts.includes(key) && zero(key))),
          {
            hrefs: {
              walletAmount: order.walletId ? page("wallets", `billing/wallets/${order.walletId}`) : undefined,
              organization: page("organizations", `customers/organizations/${order.organizationId}`),
            },
          },
        ),
      ]}
      target={{ type: "orders", id }}
    >
      {moving ? <Refresh seconds={5} /> : null}
      <OrderSteps reader={reader} order={order} />
      <OrderItems reader={reader} order={order} />
      <OrderRelated reader={reader} orderId={id} />
      <OrderLedger reader={reader} order={order} />
      <RelatedTickets reader={reader} link={{ orderId: id }} path={order.path} />
    </RecordPage>
  );
}

/** Until when an order waits, for how much beside what the wallet holds for it, and the page to pay on. */
function Waiting({ reader: { t }, order }: { reader: Reader; order: OrderRecord }) {
  const payUrl = order.attempts.find(({ state }) => state === "pending")?.payUrl;
  if (!order.expiresAt) return null;
  return (
    <Notice
      tone="waiting"
      title={
        <>
          {t("commerce.pages.orders.waitsUntil")} <Time value={order.expiresAt.toISOString()} style="both" />
        </>
      }
      action={
        payUrl ? (
          <Button asChild>
            <a href={payUrl} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t("commerce.pages.orders.payPage")}
            </a>
          </Button>
        ) : null
      }
    >
      <Money value={order.onlineAmount.toJSON()} />
    </Notice>
  );
}
