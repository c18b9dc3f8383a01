import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { customerFieldChanges, customerFields } from "@/components/console/customers/fields";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { createCustomer } from "@/lib/customers/customers/create";
import { customers } from "@/lib/customers/customers/resource";

export const generateMetadata = titled("customers.commands.customers.create.title");

export default async function NewCustomerPage({ params, searchParams }: ListPageProps) {
  const [reader, { organizationId }] = await Promise.all([
    readerWith(params, createCustomer.permission),
    searchParams,
  ]);
  const spec = offer(reader, createCustomer, {
    ask: ["name", "organizationId", ...customerFields.slice(1)],
    changes: customerFieldChanges,
    defaults: typeof organizationId === "string" ? { organizationId } : {},
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("customers/customers/:customerId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, customers, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, customers)}
    />
  );
}
