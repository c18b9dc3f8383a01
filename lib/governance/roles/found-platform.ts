import { z } from "zod";
import { command, requireSystem } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { nextNumber } from "@/lib/core/numbers";
import { presetRole, rolePresets } from "@/lib/governance/roles/presets";

/**
 * Makes what every deployment stands on: the root organization and the preset roles. Run at each start: what exists stays as it
 * is, except that permissions this version of the product brings along go to the presets they are meant for. Which are new is
 * told by super_admin, who held all there were; so a permission an administrator took from a preset stays taken.
 */
export const foundPlatform = command({
  name: "platform.found",
  permission: null,
  approvable: false,
  input: object({ name: z.string().min(1).max(200), permissions: z.array(z.string()) }),
  // There may be no organization yet; only the product itself gets past the first line of the body.
  scope: async (_, caller) => [{ organizationId: caller.scope.organizationId, path: caller.scope.path }],
  async run({ input, tx, caller, audit, now }) {
    requireSystem(caller);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('fairlead.found'))`;
    const stamps = { createdAt: now, updatedAt: now };
    const existing = await tx.organization.findFirst({ where: { parentId: null }, select: { id: true } });
    const root =
      existing ??
      (await tx.organization.create({
        data: {
          id: newId(),
          number: await nextNumber(tx, "organization"),
          name: input.name,
          kind: "platform",
          ...stamps,
        },
        select: { id: true },
      }));
    const before = await tx.role.findMany({
      where: { preset: { not: null } },
      select: { preset: true, permissions: true },
    });
    const known = new Set(before.find((role) => role.preset === "super_admin")?.permissions);
    const added = input.permissions.filter((permission) => !known.has(permission));
    for (const preset of rolePresets) {
      const existing = before.find((role) => role.preset === preset);
      if (!existing)
        await tx.role.create({
          data: { id: newId(), preset, ...presetRole(preset, input.permissions), ...stamps },
          select: { id: true },
        });
      else {
        const permissions = new Set([...existing.permissions, ...presetRole(preset, added).permissions]);
        await tx.role.update({
          where: { preset },
          data: {
            // What the product knows no longer leaves with it.
            permissions: input.permissions.filter((permission) => permissions.has(permission)),
            updatedAt: now,
          },
          select: { id: true },
        });
      }
    }
    audit.target({ type: "organizations", id: root.id, label: input.name });
    return { organizationId: root.id };
  },
});
