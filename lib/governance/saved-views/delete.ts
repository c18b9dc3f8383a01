import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { personal } from "@/lib/core/scope";

/** Forgets one of one's own saved views. */
export const deleteView = command({
  name: "saved-views.delete",
  permission: null,
  input: object({ savedViewId: id }),
  scope: personal(),
  async run({ input: { savedViewId }, tx, caller, audit }) {
    const operatorId = operatorOf(caller) ?? undefined;
    const view = operatorId
      ? await tx.savedView.findFirst({
          where: { id: savedViewId, operatorId },
          select: { resource: true, name: true, query: true, shared: true },
        })
      : null;
    if (!view) throw notFound();
    await tx.savedView.delete({ where: { id: savedViewId }, select: { id: true } });
    audit.target({ type: "saved-views", id: savedViewId, label: view.name });
    audit.change(view, null);
    return { savedViewId };
  },
});
