import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { permissionGroups } from "@/components/console/roles/permission-groups";
import { RoleForm } from "@/components/console/roles/role-form";
import { PageHeader } from "@/components/shell/page-header";
import { permissionsAt } from "@/lib/core/caller";
import { createRole } from "@/lib/governance/roles/create";
import { roles } from "@/lib/governance/roles/resource";

export const generateMetadata = titled("governance.commands.roles.create.title");

export default async function NewRolePage({ params }: Pick<ListPageProps, "params">) {
  const reader = await readerWith(params, createRole.permission, { platformOnly: true });
  const { caller, t, href } = reader;
  const title = t("governance.commands.roles.create.title");
  return (
    <>
      <PageHeader
        title={title}
        description={t("governance.commands.roles.create.description")}
        crumbs={crumbsOf(reader, roles, { label: title })}
      />
      <RoleForm
        groups={permissionGroups(t)}
        held={[...permissionsAt(caller)]}
        holders={0}
        doneHref={href("governance/roles/:roleId")}
      />
    </>
  );
}
