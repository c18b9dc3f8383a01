import { z } from "zod";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import {
  organizationFields,
  organizationKind,
  organizationName,
  organizationSelect,
} from "@/lib/customers/organizations/fields";

/** Changes what is said of an organization. Fields left out stay as they are. */
export const updateOrganization = command({
  name: "organizations.update",
  permission: "customers.organizations.write",
  input: object({
    organizationId: id,
    version: z.int().positive().optional(),
    name: organizationName.optional(),
    kind: organizationKind.optional(),
    ...organizationFields,
  }),
  scope: inOrganization((input) => input.organizationId),
  async preview({ organizationId, version: _, ...fields }) {
    const before = await prisma.organization.findUnique({
      where: { id: organizationId },
      select: organizationSelect,
    });
    if (!before) throw notFound();
    const shown = Object.fromEntries(Object.keys(fields).map((key) => [key, Reflect.get(before, key)]));
    return {
      target: { type: "organizations", id: organizationId, label: before.name },
      before: shown,
      after: fields,
    };
  },
  async run({ input, tx, audit, now }) {
    const { organizationId, version, ...fields } = input;
    const read = () =>
      tx.organization.findUnique({ where: { id: organizationId }, select: organizationSelect });
    const before = await read();
    if (!before) throw notFound();
    if (fields.kind && fields.kind !== before.kind)
      await requireMayBecome(tx, organizationId, before.kind, fields.kind);
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.organization.updateMany({
          where: { id: organizationId, ...where },
          data: { ...fields, ...data, updatedAt: now },
        }),
      read,
    );
    const { version: _, ...after } = { ...before, ...fields };
    const { version: __, ...earlier } = before;
    audit.target({ type: "organizations", id: organizationId, label: after.name });
    audit.change(earlier, after);
    return { organizationId, version: before.version + 1 };
  },
});

/** The platform stays what it is, and nobody stands below an individual (connectivity 1.2). */
async function requireMayBecome(tx: Tx, id: string, from: string, to: string): Promise<void> {
  if (from === "platform") throw refused("customers.platform_kind_stays");
  if (to !== "individual") return;
  const below = await tx.organization.count({ where: { parentId: id } });
  if (below > 0) throw refused("customers.parent_cannot_have_children");
}
