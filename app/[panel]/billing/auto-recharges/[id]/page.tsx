import { getTimeZone } from "next-intl/server";
import { autoRechargeOffers } from "@/components/console/auto-recharges/offers";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Notice } from "@/components/ui/notice";
import type { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { autoRecharges } from "@/lib/billing/auto-recharges/resource";
import { updateAutoRecharge } from "@/lib/billing/auto-recharges/update";
import { topUps } from "@/lib/billing/top-ups/resource";
import { may } from "@/lib/core/caller";
import { formatMoney, formatTime } from "@/lib/core/i18n/format";
import { describeResource, valueLabel } from "@/lib/core/resource/describe";
import type { MoneyValue } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("billing.resources.auto-recharges.one");

const shown = [
  "wallet",
  "customer",
  "organization",
  "threshold",
  "amount",
  "monthlyLimit",
  "method",
  "nextAttemptAt",
  "lastAttemptAt",
  "createdAt",
  "updatedAt",
];

export default async function AutoRechargePage({ params }: RecordPageProps) {
  const [reader, { id }, timeZone] = await Promise.all([
    readerWith(params, autoRecharges.permission),
    params,
    getTimeZone(),
  ]);
  const { caller, t, href } = reader;
  const rule = await orNotFound(record(autoRecharges, id, caller));
  const description = describeResource(autoRecharges, caller, t, reader.panel);
  const state = String(rule.state) as keyof typeof autoRechargeMachine.states;
  const link = (name: string, of: unknown) => {
    const resource = resources.get(name);
    return typeof of === "string" && mayRead(resource, reader) && resource.page
      ? href(resource.page.replace(":id", of))
      : undefined;
  };
  const notice =
    state === "stopped" ? (
      <Notice
        tone="danger"
        title={t("billing.pages.autoRecharges.stopped", {
          reason: valueLabel(autoRecharges, "stoppedReason", String(rule.stoppedReason), t),
        })}
      />
    ) : rule.nextAttemptAt ? (
      <Notice
        tone="waiting"
        title={t("billing.pages.autoRecharges.coming", {
          amount: formatMoney(rule.amount as MoneyValue, caller.locale),
          when: formatTime(String(rule.nextAttemptAt), { locale: caller.locale, timeZone }),
        })}
      />
    ) : null;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, autoRecharges, { label: String(rule.wallet) })}
      title={String(rule.customer ?? rule.organization)}
      number={String(rule.wallet)}
      state={{ value: state, options: stateOptions(reader, autoRecharges) }}
      notice={notice}
      links={
        may(caller, updateAutoRecharge.permission ?? "") ? (
          <EditLink reader={reader} href={href(`billing/auto-recharges/${id}/edit`)} />
        ) : null
      }
      actions={autoRechargeOffers(reader, id, state)}
      factsTitle={t("billing.pages.autoRecharges.facts")}
      facts={factsOf(description, rule, shown, {
        hrefs: {
          wallet: link("wallets", rule.walletId),
          customer: link("customers", rule.customerId),
          organization: link("organizations", rule.organizationId),
          method: link("payment-methods", rule.paymentMethodId),
        },
      })}
      target={{ type: "auto-recharges", id }}
    >
      <RelatedList
        reader={reader}
        resource={topUps}
        filters={{ walletId: String(rule.walletId), automatic: "true" }}
        columns={["number", "state", "amount", "failureReason", "createdAt"]}
        title={t("billing.pages.autoRecharges.charges")}
      />
    </RecordPage>
  );
}
