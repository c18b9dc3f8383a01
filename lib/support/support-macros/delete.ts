import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { macroSelect } from "@/lib/support/support-macros/fields";

/** Takes a macro away. What was written with it stays. */
export const deleteSupportMacro = command({
  name: "support-macros.delete",
  permission: "support.macros.write",
  input: object({ macroId: id, reason: reason.optional() }),
  scope: ofRow("support_macro", (input) => input.macroId),
  async run({ input: { macroId }, tx, audit }) {
    const where = { id: macroId };
    const macro = await tx.supportMacro.findUnique({ where, select: macroSelect });
    if (!macro) throw notFound();
    const { count } = await tx.supportMacro.deleteMany({ where });
    if (count === 0) throw notFound();
    const { organizationId: _, version: __, ...was } = macro;
    audit.target({ type: "support-macros", id: macroId, label: was.name });
    audit.change(was, null);
    return { macroId };
  },
});
