import { FilePlus, Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { makeUpTopUp } from "@/lib/billing/top-ups/make-up";
import { topUps } from "@/lib/billing/top-ups/resource";
import { may } from "@/lib/core/caller";
import { platformPlace } from "@/lib/core/scope";

export const generateMetadata = titled("billing.resources.top-ups.label");

export default async function TopUpsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, topUps.permission);
  const { caller, t, href } = reader;
  const { path: root } = await platformPlace();
  const create = may(caller, createTopUp.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("billing/top-ups/new")}>
        <Plus aria-hidden />
        {t("billing.commands.top-ups.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={topUps}
      searchParams={searchParams}
      actions={
        <>
          {may(caller, makeUpTopUp.permission ?? "", root) ? (
            <Button asChild>
              <Link href={href("billing/top-ups/make-up")}>
                <FilePlus aria-hidden />
                {t("billing.commands.top-ups.make-up.label")}
              </Link>
            </Button>
          ) : null}
          {create}
        </>
      }
      emptyAction={create}
    />
  );
}
