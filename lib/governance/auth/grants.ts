import { sql } from "kysely";
import type { Grant } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";

/**
 * What an operator may do and where: one grant per role and organization, read anew on each request so that a changed role
 * counts at once (design section 9).
 * @param only the permissions a token is narrowed to; empty means all of them.
 */
export async function grantsOf(operatorId: string, only: readonly string[] = []): Promise<Grant[]> {
  const rows = await kysely
    .selectFrom("role_grant")
    .innerJoin("role", "role.id", "role_grant.role_id")
    .innerJoin("organization", "organization.id", "role_grant.organization_id")
    .select(["role.permissions", sql<string>`organization.path::text`.as("path")])
    .where("role_grant.operator_id", "=", operatorId)
    .execute();
  return rows.map((row) => ({
    path: row.path,
    permissions: new Set(
      only.length === 0 ? row.permissions : row.permissions.filter((permission) => only.includes(permission)),
    ),
  }));
}
