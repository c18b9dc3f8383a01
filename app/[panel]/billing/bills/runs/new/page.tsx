import { notFound } from "next/navigation";
import { periodFieldChanges } from "@/components/console/bills/fields";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { beginBillRun } from "@/lib/billing/bill-runs/begin";
import { firstOfMonth } from "@/lib/billing/bills/period";
import { bills } from "@/lib/billing/bills/resource";
import { now } from "@/lib/core/clock";

export const generateMetadata = titled("billing.commands.bill-runs.begin.title");

export default async function NewBillRunPage({ params }: ListPageProps) {
  const reader = await readerWith(params, beginBillRun.permission);
  const list = reader.href("billing/bills/runs");
  const spec = offer(reader, beginBillRun, {
    ask: ["month", "from", "to", "organizationId"],
    changes: periodFieldChanges,
    defaults: { month: firstOfMonth(now().toISOString().slice(0, 10), -1).slice(0, 7) },
    doneHref: reader.href("billing/bills/runs/:billRunId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(
        reader,
        bills,
        { label: reader.t("billing.resources.bill-runs.label"), href: list },
        { label: spec.title },
      )}
      spec={spec}
      cancelHref={list}
    />
  );
}
