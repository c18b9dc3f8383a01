import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";

import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createSupportMacro } from "@/lib/support/support-macros/create";
import { supportMacros } from "@/lib/support/support-macros/resource";

export const generateMetadata = titled("support.resources.support-macros.label");

export default async function SupportMacrosPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, supportMacros.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createSupportMacro.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("support/support-macros/new")}>
        <Plus aria-hidden />
        {t("support.commands.support-macros.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={supportMacros}
      searchParams={searchParams}
      actions={create}
      emptyAction={create}
    />
  );
}
