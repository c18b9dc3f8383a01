import { notFound } from "next/navigation";
import { profileFieldChanges, profileFields } from "@/components/console/bills/fields";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { offeredCurrencies } from "@/components/console/top-ups/fields";
import { billingProfiles } from "@/lib/billing/billing-profiles/resource";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";

export const generateMetadata = titled("billing.commands.billing-profiles.set.label");

export default async function NewBillingProfilePage({ params, searchParams }: ListPageProps) {
  const [reader, { customerId, organizationId }] = await Promise.all([
    readerWith(params, setBillingProfile.permission),
    searchParams,
  ]);
  const named = (value: unknown) => (typeof value === "string" ? value : undefined);
  const currencies = await offeredCurrencies(reader.caller);
  const spec = offer(reader, setBillingProfile, {
    ask: ["customerId", "organizationId", "currency", ...profileFields],
    changes: profileFieldChanges(currencies),
    defaults: {
      customerId: named(customerId),
      organizationId: named(organizationId),
      currency: currencies[0],
      mode: "postpaid",
      periodMonths: 1,
      termsDays: 30,
      autoPay: true,
    },
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("billing/billing-profiles/:billingProfileId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, billingProfiles, { label: spec.label })}
      spec={spec}
      cancelHref={listPath(reader, billingProfiles)}
    />
  );
}
