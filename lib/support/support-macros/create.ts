import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { macroFields } from "@/lib/support/support-macros/fields";

/** Keeps a text, and what it does to a ticket, to use again. */
export const createSupportMacro = command({
  name: "support-macros.create",
  permission: "support.macros.write",
  input: object({
    name: macroFields.name,
    body: macroFields.body,
    kind: macroFields.kind.optional(),
    priority: macroFields.priority.optional(),
    resolves: macroFields.resolves.optional(),
    organizationId: id.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input, tx, place, audit, now }) {
    const { name, body, kind = "public", priority = null, resolves = false } = input;
    const fields = { name, body, kind, priority, resolves };
    const macroId = newId();
    const { count } = await tx.supportMacro.createMany({
      data: {
        id: macroId,
        organizationId: place.organizationId,
        ...fields,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("support.macro_name_taken", { name });
    audit.target({ type: "support-macros", id: macroId, label: name });
    audit.change(null, fields);
    return { macroId, version: 1 };
  },
});
