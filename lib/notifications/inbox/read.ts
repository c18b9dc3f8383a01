import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { personal } from "@/lib/core/scope";

/** Marks an item of one's own inbox as read. Reading one's mail is no act the trail needs, so it is only counted. */
export const readInboxItem = command({
  name: "inbox-items.read",
  permission: null,
  kind: "traffic",
  input: object({ inboxItemId: id }),
  scope: personal(),
  async run({ input: { inboxItemId }, tx, caller, now }) {
    const mine = { id: inboxItemId, operatorId: operatorOf(caller) ?? "" };
    const item = operatorOf(caller)
      ? await tx.inboxItem.findFirst({ where: mine, select: { readAt: true } })
      : null;
    if (!item) throw notFound();
    await tx.inboxItem.updateMany({ where: { ...mine, readAt: null }, data: { readAt: now } });
    return { inboxItemId };
  },
});
