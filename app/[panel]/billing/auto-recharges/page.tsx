import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { createAutoRecharge } from "@/lib/billing/auto-recharges/create";
import { autoRecharges } from "@/lib/billing/auto-recharges/resource";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("billing.resources.auto-recharges.label");

export default async function AutoRechargesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, autoRecharges.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createAutoRecharge.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("billing/auto-recharges/new")}>
        <Plus aria-hidden />
        {t("billing.commands.auto-recharges.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={autoRecharges}
      searchParams={searchParams}
      actions={create}
      emptyAction={create}
    />
  );
}
