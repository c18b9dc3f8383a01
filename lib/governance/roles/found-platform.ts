import { z } from "zod";
import { command, requireSystem } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { nextNumber } from "@/lib/core/numbers";
import { presetRole, rolePresets } from "@/lib/governance/roles/presets";

/**
 * Makes what every deployment stands on: the root organization and the preset roles. Run at each start: what exists stays as it
 * is, except that super_admin keeps holding every permission there is.
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
    for (const preset of rolePresets) {
      const role = presetRole(preset, input.permissions);
      await tx.role.upsert({
        where: { preset },
        create: { id: newId(), preset, ...role, ...stamps },
        update: preset === "super_admin" ? { permissions: role.permissions } : {},
        select: { id: true },
      });
    }
    audit.target({ type: "organizations", id: root.id, label: input.name });
    return { organizationId: root.id };
  },
});
