import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
import { customerFieldChanges, customerFields } from "@/components/console/customers/fields";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { readCustomer } from "@/lib/customers/customers/read";
import { customers } from "@/lib/customers/customers/resource";
import { updateCustomer } from "@/lib/customers/customers/update";

export const generateMetadata = titled("customers.commands.customers.update.title");

export default async function EditCustomerPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, customers.permission), params]);
  const { name, email, externalRef, locale, note, version, phoneMasked, path } = await orNotFound(
    readCustomer(id, reader.caller),
  );
  const page = reader.href(`customers/customers/${id}`);
  const spec = offer(
    reader,
    updateCustomer,
    {
      ask: customerFields,
      changes: {
        ...customerFieldChanges,
        name: { required: true },
        phone: { ...customerFieldChanges.phone, placeholder: phoneMasked ?? undefined },
      },
      defaults: {
        customerId: id,
        version,
        name,
        email,
        externalRef,
        locale,
        note,
      },
      submitLabel: reader.t("core.common.save"),
      doneHref: page,
    },
    path,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, customers, { label: name, href: page }, { label: spec.label })}
      spec={spec}
      cancelHref={page}
    />
  );
}
