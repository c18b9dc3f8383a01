import type { Caller } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { requireHeld } from "@/lib/governance/roles/fields";

type Held = { permissions: string[]; path: string };

/**
 * Whoever changes another's account must hold everything that account holds: taking over a stronger account would be granting
 * oneself what one lacks.
 * @throws forbidden naming the first permission the caller does not hold where the other does.
 */
export async function requireAuthorityOver(tx: Tx, caller: Caller, operatorId: string): Promise<void> {
  const held = await tx.$queryRaw<Held[]>`
    select role.permissions, organization.path::text as path
    from role_grant
    join role on role.id = role_grant.role_id
    join organization on organization.id = role_grant.organization_id
    where role_grant.operator_id = ${operatorId}::uuid`;
  for (const grant of held) requireHeld(caller, grant.permissions, grant.path);
}

/**
 * Refuses to leave the platform without anybody who may do everything. Takes a lock, so that two removals at once cannot
 * both pass.
 * @param without the operator who would lose the role, or their account.
 */
export async function requireAnotherSuperAdmin(tx: Tx, without: string): Promise<void> {
  await tx.$queryRaw`select id from role where preset = 'super_admin' for update`;
  const isOne = { role: { preset: "super_admin" }, organization: { parentId: null } };
  const loses = await tx.roleGrant.count({ where: { ...isOne, operatorId: without } });
  if (loses === 0) return;
  const others = await tx.roleGrant.count({
    where: { ...isOne, operatorId: { not: without }, operator: { state: "active" } },
  });
  if (others === 0) throw refused("governance.last_super_admin");
}
