import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { directory } from "@/lib/core/directory";
import { conflict, forbidden, notFound } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { personal } from "@/lib/core/scope";

const shown = { resource: true, name: true, query: true, shared: true } as const;

/**
 * Keeps a list's state under a name, or with `savedViewId` changes what is kept. A shared view is seen by everybody who works
 * in the same organization.
 */
export const saveView = command({
  name: "saved-views.save",
  permission: null,
  input: object({
    savedViewId: id.optional(),
    /** Name of the resource whose list it is. */
    resource: z.string().regex(/^[a-z][a-z-]{1,60}$/),
    name: z.string().trim().min(1).max(80),
    /** The list's URL state without its cursor. */
    query: z.string().max(4000),
    shared: z.boolean().default(false),
  }),
  scope: personal(),
  async run({ input: { savedViewId, ...fields }, tx, caller, place, audit, now }) {
    const operatorId = operatorOf(caller);
    if (!operatorId) throw forbidden("saved-views");
    if (!directory().resources.has(fields.resource)) throw notFound();
    const before = savedViewId
      ? await tx.savedView.findFirst({ where: { id: savedViewId, operatorId }, select: shown })
      : null;
    if (savedViewId && !before) throw notFound();
    const viewId = savedViewId ?? newId();
    const twin = await tx.savedView.findFirst({
      where: { operatorId, resource: fields.resource, name: fields.name, NOT: { id: viewId } },
      select: { id: true },
    });
    if (twin) throw conflict("governance.view_name_taken", { name: fields.name });
    if (before) await tx.savedView.update({ where: { id: viewId }, data: fields, select: { id: true } });
    else
      await tx.savedView.create({
        data: { id: viewId, operatorId, organizationId: place.organizationId, ...fields, createdAt: now },
        select: { id: true },
      });
    audit.target({ type: "saved-views", id: viewId, label: fields.name });
    audit.change(before, fields);
    return { savedViewId: viewId, ...fields };
  },
});
