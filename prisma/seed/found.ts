import { perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { foundingCaller, systemCaller } from "@/lib/core/system";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { foundPlatform } from "@/lib/governance/roles/found-platform";
import { allPermissions } from "@/lib/registry";

/**
 * Makes sure the platform, its roles and its default policies exist, and hold what this version of the product knows. Cheap when
 * they do.
 */
export async function found(name = "Platform"): Promise<void> {
  const admin = await kysely
    .selectFrom("role")
    .select("permissions")
    .where("preset", "=", "super_admin")
    .executeTakeFirst();
  const complete = admin && allPermissions.every((permission) => admin.permissions.includes(permission));
  if (!complete) await perform(foundPlatform, { name, permissions: allPermissions }, foundingCaller("start"));
  await applyMissingDefaults();
}

async function applyMissingDefaults(): Promise<void> {
  const had = await kysely.selectFrom("approval_policy_default").select("key").execute();
  const policies = defaultPolicies.filter(({ key }) => !had.some((each) => each.key === key));
  if (policies.length > 0) await perform(applyDefaultPolicies, { policies }, await systemCaller("start"));
}
