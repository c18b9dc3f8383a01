import { getLocale } from "next-intl/server";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { organizationFieldChanges, organizationFields } from "@/components/console/organizations/fields";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { createOrganization } from "@/lib/customers/organizations/create";
import { organizations } from "@/lib/customers/organizations/resource";

export const generateMetadata = titled("customers.commands.organizations.create.title");

export default async function NewOrganizationPage({ params, searchParams }: ListPageProps) {
  const [reader, { parentId }, locale] = await Promise.all([
    readerWith(params, createOrganization.permission),
    searchParams,
    getLocale(),
  ]);
  const spec = offer(reader, createOrganization, {
    ask: ["name", "kind", "parentId", ...organizationFields.slice(1)],
    changes: organizationFieldChanges(locale),
    defaults: typeof parentId === "string" ? { parentId } : {},
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("customers/organizations/:organizationId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, organizations, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, organizations)}
    />
  );
}
