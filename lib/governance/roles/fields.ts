import { z } from "zod";
import { type Caller, permissionsAt } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { AppError, conflict } from "@/lib/core/errors";

export const roleName = z.string().trim().min(1).max(80);
export const roleDescription = z.string().trim().max(400);
export const rolePermissions = z
  .array(z.string().regex(/^[a-z-]+(\.[a-z-]+){2}$/))
  .max(500)
  .transform((names) => [...new Set(names)].sort());

/**
 * Nobody gives what they lack.
 * @param path where the permissions would count.
 * @throws forbidden naming the first permission the caller does not hold there.
 */
export function requireHeld(caller: Caller, permissions: readonly string[], path: string): void {
  if (caller.actor.type === "system") return;
  const held = permissionsAt(caller, path);
  const lacking = permissions.find((permission) => !held.has(permission));
  if (lacking) throw new AppError("forbidden", "governance.cannot_give", { permission: lacking });
}

/** @throws conflict when another role has the name, whatever its capitals (connectivity 1.3). */
export async function requireFreeName(tx: Tx, name: string, except?: string): Promise<void> {
  const twin = await tx.role.findFirst({
    where: { name: { equals: name, mode: "insensitive" }, NOT: except ? { id: except } : undefined },
    select: { id: true },
  });
  if (twin) throw conflict("governance.role_name_taken", { name });
}
