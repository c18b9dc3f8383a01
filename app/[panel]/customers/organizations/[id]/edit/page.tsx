import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
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
  const page = reader.href(`customers/organizations/${id}`);
  const { name, email, country, currency, timeZone, externalRef, ipAllowList, note, version } = organization;
  const spec = offer(
    reader,
    updateOrganization,
    {
      ask: organizationFields,
      changes: { ...organizationFieldChanges(locale), name: { required: true } },
      defaults: {
        organizationId: id,
        version,
        name,
        email,
        country,
        currency,
        timeZone,
        externalRef,
        ipAllowList,
        note,
      },
      submitLabel: reader.t("core.common.save"),
      doneHref: page,
    },
    organization.path,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, organizations, { label: name, href: page }, { label: spec.label })}
      spec={spec}
      cancelHref={page}
    />
  );
}
