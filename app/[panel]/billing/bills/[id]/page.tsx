import { Printer } from "lucide-react";
import { BillNotices } from "@/components/console/bills/notices";
import { addItemOffer, billOffers } from "@/components/console/bills/offers";
import { BillSums } from "@/components/console/bills/sums";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { type Related, RelatedLists } from "@/components/console/related-lists";
import type { SearchParams } from "@/components/console/resource-page";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { RelatedTickets } from "@/components/console/support/related-tickets";
import { CommandButton } from "@/components/form/command-button";
import { Button } from "@/components/ui/button";
import { readBill } from "@/lib/billing/bills/read";
import { bills } from "@/lib/billing/bills/resource";
import { keptMethods } from "@/lib/billing/payment-methods/kept";
import { formatMoney } from "@/lib/core/i18n/format";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("billing.resources.bills.one");

const shown = [
  "customer",
  "organization",
  "issuer",
  "kind",
  "period",
  "issuedAt",
  "dueAt",
  "settledAt",
  "invoiced",
  "nextDunningAt",
  "replaces",
  "createdAt",
];

/** What hangs on a bill. */
const related: Related[] = [
  [
    "bill-payments",
    ["createdAt", "method", "amount", "reference", "operator", "returned"],
    { title: "billing.pages.bills.payments", path: "billing/bills/payments" },
  ],
  [
    "payment-attempts",
    ["number", "state", "amount", "paidWith", "refunded", "failureReason", "createdAt"],
    { title: "billing.pages.bills.attempts", hideEmpty: true },
  ],
  [
    "disputes",
    ["number", "state", "amount", "reason", "createdAt"],
    { title: "billing.pages.bills.disputes", hideEmpty: true },
  ],
];

export default async function BillPage({
  params,
  searchParams,
}: RecordPageProps & { searchParams: SearchParams }) {
  const [reader, { id }, { pay }] = await Promise.all([
    readerWith(params, bills.permission),
    params,
    searchParams,
  ]);
  const { caller, t, href } = reader;
  const [bill, values] = await orNotFound(Promise.all([readBill(id, caller), record(bills, id, caller)]));
  const kept = bill.due === "0" ? [] : await keptMethods(bill, caller);
  const description = describeResource(bills, caller, t, reader.panel);
  const owner = bill.customerName ?? bill.organizationName;
  const link = (name: string, of: string | null) => {
    const resource = resources.get(name);
    return of && mayRead(resource, reader) && resource.page
      ? href(resource.page.replace(":id", of))
      : undefined;
  };
  const add = addItemOffer(reader, bill);
  const amount = bill.due === "0" ? bill.total : bill.due;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, bills, { label: bill.label })}
      title={`${formatMoney({ amount: bill.total, currency: bill.currency }, caller.locale)} · ${owner}`}
      number={bill.label}
      state={{ value: bill.state, options: stateOptions(reader, bills) }}
      description={
        bill.due === "0"
          ? undefined
          : t("billing.pages.bills.due", {
              amount: formatMoney({ amount, currency: bill.currency }, caller.locale),
            })
      }
      primaryAction
      links={
        <>
          {bill.number ? (
            <SecureLink reader={reader} targetType="bills" targetId={id} path={bill.path} />
          ) : null}
          <Button asChild>
            <a href={href(`billing/bills/${id}/print`)} target="_blank" rel="noreferrer">
              <Printer aria-hidden />
              {t("billing.pages.bills.print")}
            </a>
          </Button>
        </>
      }
      actions={billOffers(reader, bill, kept)}
      notice={<BillNotices reader={reader} bill={bill} pay={pay === "1"} />}
      asideFirst={<BillSums reader={reader} bill={bill} />}
      factsTitle={t("billing.pages.bills.facts")}
      facts={factsOf(description, values, shown, {
        hrefs: {
          customer: link("customers", bill.customerId),
          organization: link("organizations", bill.organizationId),
          issuer: link("organizations", bill.issuerId),
          replaces: bill.replacesId ? href(`billing/bills/${bill.replacesId}`) : undefined,
        },
      })}
      target={{ type: "bills", id }}
    >
      <RelatedList
        reader={reader}
        resource={resources.get("bill-items")!}
        filters={{ billId: id }}
        columns={["description", "kind", "quantity", "unitPrice", "amount", "occurredAt"]}
        title={t("billing.pages.bills.items")}
        path="billing/bills/items"
        actions={add ? <CommandButton spec={add} look="ghost" size="sm" /> : null}
      />
      <RelatedLists
        reader={reader}
        filters={{ billId: id }}
        lists={[
          ...related,
          [
            "ledger-transactions",
            ["createdAt", "kind", "amount", "note"],
            { title: "billing.pages.bills.ledger", filters: { referenceId: id } },
          ],
        ]}
      />
      <RelatedTickets reader={reader} link={{ billId: id }} path={bill.path} />
    </RecordPage>
  );
}
