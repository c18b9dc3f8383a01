import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";

/** Removes a role nobody has. Presets stay. */
export const deleteRole = command({
  name: "roles.delete",
  permission: "governance.roles.write",
  sensitive: true,
  input: object({ roleId: id }),
  scope: platformWide(),
  async run({ input: { roleId }, tx, audit }) {
    const role = await tx.role.findUnique({
      where: { id: roleId },
      select: {
        name: true,
        description: true,
        permissions: true,
        preset: true,
        _count: { select: { grants: true } },
      },
    });
    if (!role) throw notFound();
    if (role.preset) throw refused("governance.preset_stays", { name: role.name });
    if (role._count.grants > 0)
      throw refused("governance.role_in_use", { name: role.name, count: role._count.grants });
    await tx.role.delete({ where: { id: roleId }, select: { id: true } });
    audit.target({ type: "roles", id: roleId, label: role.name });
    audit.change({ name: role.name, description: role.description, permissions: role.permissions }, null);
    return { roleId };
  },
});
