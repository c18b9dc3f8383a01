import { CalendarCheck, Plus } from "lucide-react";
import { invoiceManyOffer } from "@/components/console/bills/offers";
import { billTabs } from "@/components/console/bills/tabs";
import { offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { generateBill } from "@/lib/billing/bills/generate";
import { bills } from "@/lib/billing/bills/resource";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("billing.resources.bills.label");

export default async function BillsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, bills.permission);
  const { caller, t, href } = reader;
  const writes = may(caller, generateBill.permission ?? "");
  const create = writes ? (
    <Button asChild look="primary">
      <Link href={href("billing/bills/new")}>
        <Plus aria-hidden />
        {t("billing.commands.bills.generate.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={bills}
      searchParams={searchParams}
      tabs={billTabs(reader)}
      actions={
        <>
          {writes ? (
            <Button asChild>
              <Link href={href("billing/bills/runs/new")}>
                <CalendarCheck aria-hidden />
                {t("billing.commands.bill-runs.begin.label")}
              </Link>
            </Button>
          ) : null}
          {create}
        </>
      }
      bulk={offered([invoiceManyOffer(reader)]).map((spec) => ({
        ...spec,
        idField: "billIds",
        together: true,
      }))}
      emptyDescription={t("billing.pages.bills.empty")}
      emptyAction={create}
    />
  );
}
