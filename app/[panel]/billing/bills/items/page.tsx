import { itemFieldChanges } from "@/components/console/bills/fields";
import { billTabs } from "@/components/console/bills/tabs";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { offeredCurrencies } from "@/components/console/top-ups/fields";
import { CommandButton } from "@/components/form/command-button";
import { addBillItem } from "@/lib/billing/bill-items/add";
import { removeBillItem } from "@/lib/billing/bill-items/remove";
import { billItems } from "@/lib/billing/bill-items/resource";
import { bills } from "@/lib/billing/bills/resource";

export const generateMetadata = titled("billing.resources.bill-items.label");

export default async function BillItemsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, billItems.permission);
  const currencies = await offeredCurrencies(reader.caller);
  const add = offer(reader, addBillItem, {
    icon: "plus",
    ask: ["customerId", "organizationId", "kind", "description", "unitPrice", "quantity", "occurredAt"],
    changes: { ...itemFieldChanges(currencies), kind: { placeholder: undefined } },
    defaults: { kind: "fee", unitPrice: { amount: "", currency: currencies[0] } },
  });
  const button = add ? <CommandButton spec={add} look="primary" /> : null;
  return (
    <ResourcePage
      reader={reader}
      resource={billItems}
      path="billing/bills/items"
      searchParams={searchParams}
      crumbs={crumbsOf(reader, bills, { label: reader.t("billing.resources.bill-items.label") })}
      tabs={billTabs(reader)}
      actions={button}
      bulk={offered([offer(reader, removeBillItem, { icon: "trash-2", danger: true })]).map((spec) => ({
        ...spec,
        idField: "billItemId",
      }))}
      emptyDescription={reader.t("billing.pages.bills.waitingEmpty")}
    />
  );
}
