import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { permissionGroups } from "@/components/console/roles/permission-groups";
import { PermissionMatrix } from "@/components/console/roles/permission-matrix";
import { RoleForm } from "@/components/console/roles/role-form";
import { RoleHolders } from "@/components/console/roles/role-holders";
import { TargetTimeline } from "@/components/console/target-timeline";
import { CommandButton } from "@/components/form/command-button";
import { PageHeader } from "@/components/shell/page-header";
import { Badge } from "@/components/ui/badge";
import { may, permissionsAt } from "@/lib/core/caller";
import { deleteRole } from "@/lib/governance/roles/delete";
import { readRole } from "@/lib/governance/roles/read";
import { roles } from "@/lib/governance/roles/resource";
import { updateRole } from "@/lib/governance/roles/update";

export const generateMetadata = titled("governance.resources.roles.one");

export default async function RolePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, roles.permission), params]);
  const { caller, t, href } = reader;
  const role = await orNotFound(readRole(id, caller));
  const everywhere = caller.scope.kind === "all";
  const edits = everywhere && role.preset !== "super_admin" && may(caller, updateRole.permission ?? "");
  const groups = permissionGroups(t);
  const permissions = new Set(role.permissions);
  const actions = offered([
    everywhere && !role.preset && role.holders.length === 0
      ? offer(reader, deleteRole, {
          icon: "trash-2",
          danger: true,
          defaults: { roleId: id },
          doneHref: listPath(reader, roles),
        })
      : null,
  ]);
  return (
    <>
      <PageHeader
        title={role.name}
        beside={role.preset ? <Badge>{t("governance.pages.roles.preset")}</Badge> : null}
        description={edits ? undefined : role.description}
        crumbs={crumbsOf(reader, roles, { label: role.name })}
        actions={actions.map((spec) => <CommandButton key={spec.command} spec={spec} />)}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        {edits ? (
          <RoleForm
            key={role.version}
            groups={groups}
            held={[...permissionsAt(caller)]}
            role={role}
            holders={role.holders.length}
            doneHref={href("governance/roles/:roleId")}
          />
        ) : (
          <PermissionMatrix groups={groups} chosen={permissions} saved={permissions} held={new Set()} />
        )}
        <div className="grid gap-4">
          <RoleHolders reader={reader} holders={role.holders} />
          <TargetTimeline reader={reader} target={{ type: "roles", id }} />
        </div>
      </div>
    </>
  );
}
