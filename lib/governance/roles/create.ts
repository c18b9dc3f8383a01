import { command } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import {
  requireFreeName,
  requireHeld,
  roleDescription,
  roleName,
  rolePermissions,
} from "@/lib/governance/roles/fields";

/** Makes a role. It may hold only permissions its maker holds. */
export const createRole = command({
  name: "roles.create",
  permission: "governance.roles.write",
  sensitive: true,
  input: object({
    name: roleName,
    description: roleDescription.default(""),
    permissions: rolePermissions.default([]),
  }),
  scope: platformWide(),
  async preview(input) {
    return { before: null, after: input };
  },
  async run({ input, tx, caller, place, audit, now }) {
    requireHeld(caller, input.permissions, place.path);
    await requireFreeName(tx, input.name);
    const role = await tx.role.create({
      data: { id: newId(), ...input, createdAt: now, updatedAt: now },
      select: { id: true },
    });
    audit.target({ type: "roles", id: role.id, label: input.name });
    audit.change(null, input);
    return { roleId: role.id, version: 1 };
  },
});
