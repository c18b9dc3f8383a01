import { Check } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import type { PermissionGroup } from "./permission-groups";

export type RoleColumn = { id: string; name: string; href: string; permissions: ReadonlySet<string> };

/** Every role beside every permission, to see at a glance who may do what. */
export async function RolesOverview({ groups, roles }: { groups: PermissionGroup[]; roles: RoleColumn[] }) {
  const t = await getTranslations("core.console.matrix");
  return (
    <section
      aria-label={t("overview")}
      className="relative max-h-[75dvh] overflow-auto rounded-md border border-line bg-surface"
    >
      <table className="border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 min-w-44 border-line border-r border-b bg-sunken px-3 py-2 text-left font-medium text-ink-2 text-xs md:min-w-72"
            >
              {t("permission")}
            </th>
            {roles.map((role) => (
              <th
                key={role.id}
                scope="col"
                className="sticky top-0 z-10 min-w-28 border-line border-b bg-sunken px-2 py-2 text-center align-bottom font-medium text-xs"
              >
                <Link href={role.href} className="text-accent hover:underline">
                  {role.name}
                </Link>
                <span className="figures block font-normal text-ink-3">{role.permissions.size}</span>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows key={group.module} group={group} roles={roles} held={t("held")} lacking={t("lacking")} />
        ))}
      </table>
    </section>
  );
}

type RowsProps = { group: PermissionGroup; roles: RoleColumn[]; held: string; lacking: string };

function GroupRows({ group, roles, held, lacking }: RowsProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={roles.length + 1} className="border-line border-b bg-surface text-left">
          <span className="sticky left-0 inline-block px-3 pt-3 pb-1 font-semibold">{group.label}</span>
        </th>
      </tr>
      {group.nouns.flatMap((noun) =>
        noun.permissions.map((permission) => (
          <tr key={permission.name} className="group">
            <th
              scope="row"
              className="sticky left-0 z-10 border-line border-r border-b bg-surface px-3 py-1.5 text-left font-normal group-hover:bg-hover"
            >
              {permission.description}
              <span className="block font-mono text-ink-3 text-xs">{permission.name}</span>
            </th>
            {roles.map((role) => {
              const has = role.permissions.has(permission.name);
              return (
                <td key={role.id} className="border-line border-b px-2 text-center group-hover:bg-hover">
                  {has ? (
                    <Check aria-hidden className="mx-auto size-4 text-done" />
                  ) : (
                    <span aria-hidden className="text-ink-3">
                      ·
                    </span>
                  )}
                  <span className="sr-only">{has ? held : lacking}</span>
                </td>
              );
            })}
          </tr>
        )),
      )}
    </tbody>
  );
}
