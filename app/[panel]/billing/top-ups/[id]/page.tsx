import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { type Related, RelatedLists } from "@/components/console/related-lists";
import type { SearchParams } from "@/components/console/resource-page";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { RelatedTickets } from "@/components/console/support/related-tickets";
import { TopUpNotice } from "@/components/console/top-ups/notices";
import { topUpOffers } from "@/components/console/top-ups/offers";
import { readTopUp } from "@/lib/billing/top-ups/read";
import { topUps } from "@/lib/billing/top-ups/resource";
import { formatMoney } from "@/lib/core/i18n/format";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("billing.resources.top-ups.one");

const shown = [
  "amount",
  "refunded",
  "customer",
  "organization",
  "wallet",
  "channel",
  "paidWith",
  "channelRef",
  "operator",
  "confirmedBy",
  "automatic",
  "madeUp",
  "createdAt",
  "paidAt",
  "creditedAt",
  "closedAt",
  "expiresAt",
  "failureCode",
  "failureReason",
  "note",
];

/** What only a payment through a provider has. */
const ofPayment: Related[] = [
  ["payment-attempts", ["number", "state", "amount", "paidWith", "fee", "failureReason", "createdAt"]],
  ["disputes", ["number", "state", "amount", "reason", "outcome", "createdAt"], { hideEmpty: true }],
];

/** Facts that only say something when they hold. */
const remarkable = ["automatic", "madeUp"];

export default async function TopUpPage({
  params,
  searchParams,
}: RecordPageProps & { searchParams: SearchParams }) {
  const [reader, { id }, { pay }] = await Promise.all([
    readerWith(params, topUps.permission),
    params,
    searchParams,
  ]);
  const { caller, t, href } = reader;
  const [topUp, values] = await orNotFound(Promise.all([readTopUp(id, caller), record(topUps, id, caller)]));
  const description = describeResource(topUps, caller, t, reader.panel);
  const { amount: refunded } = values.refunded as { amount: string };
  const hidden = [
    ...remarkable.filter((key) => values[key] !== true),
    ...(refunded === "0" ? ["refunded"] : []),
  ];
  const link = (name: string, path: string | null) => {
    const resource = resources.get(name);
    return path && mayRead(resource, reader) && resource.page
      ? href(resource.page.replace(":id", path))
      : undefined;
  };
  const related: Related[] = [
    ...(topUp.attempt ? ofPayment : []),
    ["refunds", ["number", "state", "amount", "destination", "createdAt"]],
    ["ledger-transactions", ["createdAt", "kind", "amount", "note"], { filters: { referenceId: id } }],
  ];
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, topUps, { label: topUp.number })}
      title={`${formatMoney({ amount: topUp.amount, currency: topUp.currency }, caller.locale)} · ${topUp.customerName ?? topUp.organizationName}`}
      number={topUp.number}
      state={{ value: topUp.state, options: stateOptions(reader, topUps) }}
      links={<SecureLink reader={reader} targetType="top-ups" targetId={id} path={topUp.path} />}
      actions={await topUpOffers(reader, topUp)}
      notice={<TopUpNotice reader={reader} topUp={topUp} pay={pay === "1"} />}
      factsTitle={t("billing.pages.topUps.facts")}
      facts={[
        ...factsOf(
          description,
          values,
          shown.filter((key) => !hidden.includes(key)),
          {
            hrefs: {
              customer: link("customers", topUp.customerId),
              organization: link("organizations", topUp.organizationId),
              wallet: link("wallets", topUp.walletId),
            },
          },
        ),
        ...(topUp.proofId
          ? [
              {
                key: "proof",
                label: t("billing.pages.topUps.proof"),
                value: (
                  <a href={`/api/files/${topUp.proofId}`} className="break-all text-accent hover:underline">
                    {topUp.proofName}
                  </a>
                ),
              },
            ]
          : []),
      ]}
      target={{ type: "top-ups", id }}
    >
      <RelatedLists reader={reader} filters={{ topUpId: id }} lists={related} />
      <RelatedTickets reader={reader} link={{ topUpId: id }} path={topUp.path} />
    </RecordPage>
  );
}
