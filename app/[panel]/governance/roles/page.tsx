import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { roleTabs } from "@/components/console/roles/tabs";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createRole } from "@/lib/governance/roles/create";
import { roles } from "@/lib/governance/roles/resource";

export const generateMetadata = titled("governance.resources.roles.label");

export default async function RolesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, roles.permission);
  const { caller, t, href } = reader;
  const creates = caller.scope.kind === "all" && may(caller, createRole.permission ?? "");
  return (
    <ResourcePage
      reader={reader}
      resource={roles}
      searchParams={searchParams}
      tabs={roleTabs(reader)}
      actions={
        creates ? (
          <Button asChild look="primary">
            <Link href={href("governance/roles/new")}>
              <Plus aria-hidden />
              {t("governance.commands.roles.create.title")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
