import { perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { foundingCaller } from "@/lib/core/system";
import { foundPlatform } from "@/lib/governance/roles/found-platform";
import { allPermissions } from "@/lib/registry";

/** Makes sure the platform and its roles exist, and hold what this version of the product knows. Cheap when they do. */
export async function found(name = "Platform"): Promise<void> {
  const admin = await kysely
    .selectFrom("role")
    .select("permissions")
    .where("preset", "=", "super_admin")
    .executeTakeFirst();
  const complete = admin && allPermissions.every((permission) => admin.permissions.includes(permission));
  if (!complete) await perform(foundPlatform, { name, permissions: allPermissions }, foundingCaller("start"));
}
