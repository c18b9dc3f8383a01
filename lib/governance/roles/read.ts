import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { kysely, prisma } from "@/lib/core/db";
import { record } from "@/lib/core/resource/list";
import { roles } from "@/lib/governance/roles/resource";

/**
 * One role with who has it, as far as the caller sees them.
 * @throws not_found; forbidden without governance.roles.read.
 */
export async function readRole(id: string, caller: Caller) {
  await record(roles, id, caller);
  const { path, kind } = caller.scope;
  const [role, holders] = await Promise.all([
    prisma.role.findUniqueOrThrow({
      where: { id },
      select: { id: true, name: true, description: true, preset: true, permissions: true, version: true },
    }),
    kysely
      .selectFrom("role_grant")
      .innerJoin("operator", "operator.id", "role_grant.operator_id")
      .innerJoin("organization", "organization.id", "role_grant.organization_id")
      .innerJoin("organization as home", "home.id", "operator.organization_id")
      .select([
        "role_grant.id",
        "operator.id as operatorId",
        "operator.name as operator",
        "organization.id as organizationId",
        "organization.name as organization",
        "role_grant.created_at as createdAt",
      ])
      .where("role_grant.role_id", "=", id)
      .$if(kind !== "all", (rows) =>
        rows.where(sql<boolean>`organization.path <@ ${path}::ltree and home.path <@ ${path}::ltree`),
      )
      .orderBy("operator.name")
      .orderBy("role_grant.id")
      .limit(200)
      .execute(),
  ]);
  return { ...role, holders };
}

export type RoleRecord = Awaited<ReturnType<typeof readRole>>;
