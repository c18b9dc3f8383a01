import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { offeredCurrencies, topUpFieldChanges } from "@/components/console/top-ups/fields";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { topUps } from "@/lib/billing/top-ups/resource";
import { may } from "@/lib/core/caller";
import { platformPlace } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

export const generateMetadata = titled("billing.commands.top-ups.create.title");

export default async function NewTopUpPage({ params, searchParams }: ListPageProps) {
  const [reader, { customerId, organizationId }, { maxUploadMegabytes }, { path: root }] = await Promise.all([
    readerWith(params, createTopUp.permission),
    searchParams,
    setting("files"),
    platformPlace(),
  ]);
  const { caller } = reader;
  const recordsTransfers = may(caller, "billing.top-ups.manage", root);
  const currencies = await offeredCurrencies(caller);
  const named = (value: unknown) => (typeof value === "string" ? value : undefined);
  const spec = offer(reader, createTopUp, {
    ask: [
      ...(may(caller, "customers.customers.read") ? ["customerId"] : []),
      ...(may(caller, "customers.organizations.read") ? ["organizationId"] : []),
      "amount",
      ...(recordsTransfers ? ["channel", "channelRef", "proofFileId"] : []),
      "saveMethod",
      "note",
    ],
    changes: {
      ...topUpFieldChanges(currencies, maxUploadMegabytes),
      ...(recordsTransfers ? {} : { saveMethod: {} }),
    },
    defaults: {
      customerId: named(customerId),
      organizationId: named(organizationId),
      channel: "stripe",
      saveMethod: false,
    },
    submitLabel: reader.t("billing.commands.top-ups.create.submit"),
    doneHref: `${reader.href("billing/top-ups/:topUpId")}?pay=1`,
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, topUps, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, topUps)}
    />
  );
}
