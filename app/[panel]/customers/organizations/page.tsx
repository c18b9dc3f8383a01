import { Plus, Upload } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import { organizationTabs } from "@/components/console/organizations/tabs";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createOrganization } from "@/lib/customers/organizations/create";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { organizations } from "@/lib/customers/organizations/resource";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";

export const generateMetadata = titled("customers.resources.organizations.label");

export default async function OrganizationsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, organizations.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createOrganization.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("customers/organizations/new")}>
        <Plus aria-hidden />
        {t("customers.commands.organizations.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={organizations}
      searchParams={searchParams}
      tabs={organizationTabs(reader)}
      actions={
        <>
          {may(caller, "customers.organizations.import") ? (
            <Button asChild>
              <Link href={href("governance/imports/new?importer=organizations")}>
                <Upload aria-hidden />
                {t("core.console.import")}
              </Link>
            </Button>
          ) : null}
          {create}
        </>
      }
      bulk={offered([
        offer(reader, suspendOrganization, { icon: "ban", danger: true, ask: ["reason"] }),
        offer(reader, reactivateOrganization, { icon: "circle-play", ask: ["reason"] }),
      ]).map((spec) => ({ ...spec, idField: "organizationId" }))}
      emptyAction={create}
    />
  );
}
