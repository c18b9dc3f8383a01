import { z } from "zod";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import {
  requireFreeName,
  requireHeld,
  roleDescription,
  roleName,
  rolePermissions,
} from "@/lib/governance/roles/fields";

const shown = { name: true, description: true, permissions: true, preset: true, version: true } as const;

/** Changes a role. Counts at once for everybody who has it; super_admin itself cannot be changed. */
export const updateRole = command({
  name: "roles.update",
  permission: "governance.roles.write",
  sensitive: true,
  input: object({
    roleId: id,
    version: z.int().positive().optional(),
    name: roleName.optional(),
    description: roleDescription.optional(),
    permissions: rolePermissions.optional(),
  }),
  scope: platformWide(),
  async preview({ roleId, version: _, ...after }) {
    const before = await prisma.role.findUnique({ where: { id: roleId }, select: shown });
    if (!before) throw notFound();
    const earlier = Object.fromEntries(Object.keys(after).map((key) => [key, Reflect.get(before, key)]));
    return { target: { type: "roles", id: roleId, label: before.name }, before: earlier, after };
  },
  async run({ input: { roleId, version, ...fields }, tx, caller, place, audit, now }) {
    const read = () => tx.role.findUnique({ where: { id: roleId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    if (before.preset === "super_admin") throw refused("governance.super_admin_stays");
    if (fields.name) await requireFreeName(tx, fields.name, roleId);
    const added = (fields.permissions ?? []).filter((name) => !before.permissions.includes(name));
    requireHeld(caller, added, place.path);
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.role.updateMany({ where: { id: roleId, ...where }, data: { ...fields, ...data, updatedAt: now } }),
      read,
    );
    audit.target({ type: "roles", id: roleId, label: fields.name ?? before.name });
    const { version: _, preset: __, ...earlier } = before;
    audit.change(earlier, { ...earlier, ...fields });
    return { roleId, version: before.version + 1 };
  },
});
