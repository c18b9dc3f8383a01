import { CalendarCheck } from "lucide-react";
import { billTabs } from "@/components/console/bills/tabs";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { beginBillRun } from "@/lib/billing/bill-runs/begin";
import { billRuns } from "@/lib/billing/bill-runs/resource";
import { bills } from "@/lib/billing/bills/resource";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("billing.resources.bill-runs.label");

export default async function BillRunsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, billRuns.permission);
  const { caller, t, href } = reader;
  const begin = may(caller, beginBillRun.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("billing/bills/runs/new")}>
        <CalendarCheck aria-hidden />
        {t("billing.commands.bill-runs.begin.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={billRuns}
      path="billing/bills/runs"
      searchParams={searchParams}
      crumbs={crumbsOf(reader, bills, { label: t("billing.resources.bill-runs.label") })}
      tabs={billTabs(reader)}
      actions={begin}
      emptyAction={begin}
    />
  );
}
