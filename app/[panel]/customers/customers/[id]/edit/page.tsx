import { customerFieldChanges, customerFields } from "@/components/console/customers/fields";
import { EditPage } from "@/components/console/edit-page";
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
  return (
    <EditPage
      reader={reader}
      resource={customers}
      of={{ label: name, href: reader.href(`customers/customers/${id}`) }}
      command={updateCustomer}
      path={path}
      form={{
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
      }}
    />
  );
}
