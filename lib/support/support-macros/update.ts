import { z } from "zod";
import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { macroFields, macroSelect } from "@/lib/support/support-macros/fields";

/** Changes a macro. Fields left out stay as they are, and so does what was written with it. */
export const updateSupportMacro = command({
  name: "support-macros.update",
  permission: "support.macros.write",
  input: object({
    macroId: id,
    version: z.int().positive().optional(),
    ...z.object(macroFields).partial().shape,
  }),
  scope: ofRow("support_macro", (input) => input.macroId),
  async run({ input: { macroId, version, ...changes }, tx, audit, now }) {
    const where = { id: macroId };
    const read = () => tx.supportMacro.findUnique({ where, select: macroSelect });
    const before = await read();
    if (!before) throw notFound();
    const { organizationId } = before;
    if (changes.name) {
      const twin = { organizationId, name: changes.name, id: { not: macroId } };
      if ((await tx.supportMacro.count({ where: twin })) > 0)
        throw conflict("support.macro_name_taken", { name: changes.name });
    }
    await updateVersioned(
      version,
      (change) =>
        tx.supportMacro.updateMany({
          where: { ...where, ...change.where },
          data: { ...changes, ...change.data, updatedAt: now },
        }),
      read,
    );
    const after = await tx.supportMacro.findUniqueOrThrow({ where, select: macroSelect });
    audit.target({ type: "support-macros", id: macroId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { macroId, version: after.version };
  },
});
