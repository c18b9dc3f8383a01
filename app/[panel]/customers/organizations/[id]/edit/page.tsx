import { getLocale } from "next-intl/server";
import { EditPage } from "@/components/console/edit-page";
import { titled } from "@/components/console/metadata";
import { organizationFieldChanges, organizationFields } from "@/components/console/organizations/fields";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { readOrganization } from "@/lib/customers/organizations/read";
import { organizations } from "@/lib/customers/organizations/resource";
import { updateOrganization } from "@/lib/customers/organizations/update";

export const generateMetadata = titled("customers.commands.organizations.update.title");

export default async function EditOrganizationPage({ params }: RecordPageProps) {
  const [reader, { id }, locale] = await Promise.all([
    readerWith(params, organizations.permission),
    params,
    getLocale(),
  ]);
  const organization = await orNotFound(readOrganization(id, reader.caller));
  const { name, kind, email, country, currency, timeZone, externalRef, note, version } = organization;
  return (
    <EditPage
      reader={reader}
      resource={organizations}
      of={{ label: name, href: reader.href(`customers/organizations/${id}`) }}
      command={updateOrganization}
      path={organization.path}
      form={{
        ask: kind === "platform" ? organizationFields : ["name", "kind", ...organizationFields.slice(1)],
        changes: {
          ...organizationFieldChanges(locale),
          name: { required: true },
          kind: { half: true, required: true },
        },
        defaults: {
          organizationId: id,
          version,
          name,
          ...(kind === "platform" ? {} : { kind }),
          email,
          country,
          currency,
          timeZone,
          externalRef,
          note,
        },
      }}
    />
  );
}
