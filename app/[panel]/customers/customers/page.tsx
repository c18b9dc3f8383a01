import { Plus, Upload } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { customerFilter } from "@/components/console/vouchers/customer-filter";
import { GiveVouchers } from "@/components/console/vouchers/give-button";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createCustomer } from "@/lib/customers/customers/create";
import { importCustomers } from "@/lib/customers/customers/import";
import { reactivateCustomer } from "@/lib/customers/customers/reactivate";
import { customers } from "@/lib/customers/customers/resource";
import { suspendCustomer } from "@/lib/customers/customers/suspend";

export const generateMetadata = titled("customers.resources.customers.label");

export default async function CustomersPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, customers.permission);
  const { caller, t, href } = reader;
  const filter = customerFilter(await searchParams);
  const create = may(caller, createCustomer.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("customers/customers/new")}>
        <Plus aria-hidden />
        {t("customers.commands.customers.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={customers}
      searchParams={searchParams}
      actions={
        <>
          {may(caller, importCustomers.permission ?? "") ? (
            <Button asChild>
              <Link href={href("governance/imports/new?importer=customers")}>
                <Upload aria-hidden />
                {t("core.console.import")}
              </Link>
            </Button>
          ) : null}
          {Object.keys(filter).length > 0 ? <GiveVouchers reader={reader} query={filter} /> : null}
          {create}
        </>
      }
      bulk={offered([
        offer(reader, suspendCustomer, { icon: "ban", danger: true, ask: ["reason"] }),
        offer(reader, reactivateCustomer, { icon: "circle-play", ask: ["reason"] }),
      ]).map((spec) => ({ ...spec, idField: "customerId" }))}
      emptyAction={create}
    />
  );
}
