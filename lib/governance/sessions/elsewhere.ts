import { sql } from "kysely";
import { type Caller, may } from "@/lib/core/caller";
import { directory } from "@/lib/core/directory";
import { AppError } from "@/lib/core/errors";
import type { Resource } from "@/lib/core/resource";
import { record } from "@/lib/core/resource/list";
import { contains, placeOf } from "@/lib/core/scope";
import { type OrganizationChoice, organizationChoice } from "@/lib/governance/sessions/choices";

/**
 * The organization of a record that the one chosen does not reach, where the caller's roles do: a link in an e-mail or the inbox
 * may lead there. It tells only what choosing that organization would show.
 * @param path of the record's page below the panel, or of one beneath it: "governance/approvals/<id>/edit".
 * @returns null where there is no such record, or nothing to choose.
 */
export async function elsewhere(path: string, caller: Caller): Promise<OrganizationChoice | null> {
  const found = recordAt(path);
  const organizationId = found && (await organizationOf(found));
  if (!organizationId) return null;
  const choice = await organizationChoice(caller.grants, organizationId);
  if (!choice) return null;
  const place = await placeOf(organizationId);
  if (contains(caller.scope, place.path)) return null;
  const { resource, id } = found;
  if (resource.permission !== null && !may(caller, resource.permission, place.path)) return null;
  const there: Caller = { ...caller, scope: { kind: "subtree", ...place } };
  return record(resource, id, there).then(
    () => choice,
    (error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    },
  );
}

type Found = { resource: Resource; id: string };

function recordAt(path: string): Found | null {
  const given = path.split("/");
  for (const resource of directory().resources.values()) {
    const pattern = resource.page?.split("/") ?? [];
    const id = given[pattern.indexOf(":id")] ?? "";
    if (/^[0-9a-f-]{36}$/.test(id) && pattern.every((part, at) => part === ":id" || part === given[at]))
      return { resource, id };
  }
  return null;
}

async function organizationOf({ resource, id }: Found): Promise<string | null> {
  const { scope } = resource;
  if (scope.kind !== "organization" && scope.kind !== "path") return null;
  // A path ends with the id of the organization it leads to, without the dashes.
  const owner =
    scope.kind === "path"
      ? sql<string>`right(${sql.ref(scope.column)}::text, 32)::uuid`
      : sql<string | null>`${sql.ref(scope.column)}`;
  const row = await resource
    .query()
    .select(owner.as("owner"))
    .where(sql<boolean>`${sql.ref(resource.idFrom)} = ${id}`)
    .executeTakeFirst();
  return row?.owner ?? null;
}
