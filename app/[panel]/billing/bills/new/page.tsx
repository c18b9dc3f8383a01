import { notFound } from "next/navigation";
import { periodFieldChanges } from "@/components/console/bills/fields";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { offeredCurrencies } from "@/components/console/top-ups/fields";
import { generateBill } from "@/lib/billing/bills/generate";
import { firstOfMonth } from "@/lib/billing/bills/period";
import { bills } from "@/lib/billing/bills/resource";
import { now } from "@/lib/core/clock";

export const generateMetadata = titled("billing.commands.bills.generate.title");

export default async function NewBillPage({ params, searchParams }: ListPageProps) {
  const [reader, { customerId, organizationId, currency }] = await Promise.all([
    readerWith(params, generateBill.permission),
    searchParams,
  ]);
  const named = (value: unknown) => (typeof value === "string" ? value : undefined);
  const currencies = await offeredCurrencies(reader.caller);
  const spec = offer(reader, generateBill, {
    ask: ["customerId", "organizationId", "month", "from", "to", "kind", "currency"],
    changes: {
      ...periodFieldChanges,
      customerId: { half: true },
      organizationId: { half: true },
      kind: { half: true },
      currency: { kind: "select", half: true, options: currencies.map((value) => ({ value, label: value })) },
    },
    defaults: {
      customerId: named(customerId),
      organizationId: named(organizationId),
      currency: named(currency),
      month: firstOfMonth(now().toISOString().slice(0, 10), -1).slice(0, 7),
    },
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("billing/bills/:billId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, bills, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, bills)}
    />
  );
}
