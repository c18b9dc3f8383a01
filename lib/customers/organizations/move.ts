import { z } from "zod";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { each, inOrganization } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";

const shown = {
  name: true,
  kind: true,
  parentId: true,
  version: true,
  parent: { select: { name: true } },
} as const;

/** Moves an organization, with everything below it, under another parent. */
export const moveOrganization = command({
  name: "organizations.move",
  permission: "customers.organizations.move",
  input: object({
    organizationId: id,
    parentId: id,
    version: z.int().positive().optional(),
    reason: reason.optional(),
  }),
  scope: each(
    inOrganization((input) => input.organizationId),
    inOrganization((input) => input.parentId),
  ),
  async preview({ organizationId, parentId }) {
    const [before, parent] = await Promise.all([
      prisma.organization.findUnique({ where: { id: organizationId }, select: shown }),
      prisma.organization.findUnique({ where: { id: parentId }, select: { name: true } }),
    ]);
    if (!before || !parent) throw notFound();
    return {
      target: { type: "organizations", id: organizationId, label: before.name },
      before: { parent: before.parent?.name ?? null },
      after: { parent: parent.name },
    };
  },
  async run({ input: { organizationId, parentId, version }, tx, audit, now }) {
    const read = () => tx.organization.findUnique({ where: { id: organizationId }, select: shown });
    // Two moves at once could close a circle: they take turns on the root.
    await tx.$queryRaw`select id from organization where parent_id is null for update`;
    const [before, parent] = [
      await read(),
      await tx.organization.findUnique({ where: { id: parentId }, select: { name: true, kind: true } }),
    ];
    if (!before || !parent) throw notFound();
    if (before.kind === "platform") throw refused("customers.platform_stays");
    if (parent.kind === "individual") throw refused("customers.parent_cannot_have_children");
    const [{ below }] = await tx.$queryRaw<[{ below: boolean }]>`
      select (select path from organization where id = ${parentId}::uuid)
             <@ (select path from organization where id = ${organizationId}::uuid) as below`;
    if (below) throw refused("customers.below_itself");
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.organization.updateMany({
          where: { id: organizationId, ...where },
          data: { ...data, parentId, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "organizations", id: organizationId, label: before.name });
    audit.change(
      { parentId: before.parentId, parent: before.parent?.name ?? null },
      { parentId, parent: parent.name },
    );
    return { organizationId, version: before.version + 1 };
  },
});
