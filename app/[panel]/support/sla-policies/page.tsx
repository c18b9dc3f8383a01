import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { promiseTabs } from "@/components/console/support/promise-tabs";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createSlaPolicy } from "@/lib/support/sla-policies/create";
import { slaPolicies } from "@/lib/support/sla-policies/resource";

export const generateMetadata = titled("support.resources.sla-policies.label");

export default async function SlaPoliciesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, slaPolicies.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createSlaPolicy.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("support/sla-policies/new")}>
        <Plus aria-hidden />
        {t("support.commands.sla-policies.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={slaPolicies}
      searchParams={searchParams}
      tabs={promiseTabs(reader)}
      actions={create}
      emptyAction={create}
    />
  );
}
