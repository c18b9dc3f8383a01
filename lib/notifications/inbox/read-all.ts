import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { personal } from "@/lib/core/scope";

/** Marks everything in one's own inbox as read. */
export const readAllInboxItems = command({
  name: "inbox-items.read-all",
  permission: null,
  kind: "traffic",
  input: object({}),
  scope: personal(),
  async run({ tx, caller, now }) {
    const operatorId = operatorOf(caller);
    if (!operatorId) return { read: 0 };
    const { count } = await tx.inboxItem.updateMany({
      where: { operatorId, readAt: null },
      data: { readAt: now },
    });
    return { read: count };
  },
});
