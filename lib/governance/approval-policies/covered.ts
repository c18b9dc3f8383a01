import type { Tx } from "@/lib/core/db";
import { directory } from "@/lib/core/directory";
import { refused } from "@/lib/core/errors";

/**
 * Refuses to take away the policy that a command which is always approved cannot do without: the last one in force at its
 * organization or above.
 * @param policy the one that is to be deleted or switched off.
 * @throws rule_violation.
 */
export async function requireCoverWithout(
  tx: Tx,
  policy: { id: string; command: string; organizationId: string; enabled: boolean },
): Promise<void> {
  if (!policy.enabled || !directory().commands.get(policy.command)?.alwaysApproved) return;
  // Two people who each take away one of the last two would leave none.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`approval-policies ${policy.command}`}, 0))`;
  const others = await tx.$queryRaw<unknown[]>`
    select 1 from approval_policy
    join organization on organization.id = approval_policy.organization_id
    where approval_policy.command = ${policy.command} and approval_policy.enabled
      and approval_policy.id <> ${policy.id}::uuid
      and organization.path @> (select path from organization where id = ${policy.organizationId}::uuid)
    limit 1`;
  if (others.length === 0) throw refused("governance.last_policy", { command: policy.command });
}
