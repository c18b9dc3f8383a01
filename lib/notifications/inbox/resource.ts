import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, ownScope, resource } from "@/lib/core/resource";

/** What the reader was told. `message` is a catalogue key; `lib/notifications/inbox/text.ts` puts it into words. */
export const inboxItems = resource({
  name: "inbox-items",
  module: "notifications",
  permission: null,
  scope: ownScope("inbox_item.operator_id"),
  from: () => kysely.selectFrom("inbox_item"),
  id: "inbox_item.id",
  columns: {
    message: column.code("inbox_item.message", { filter: true }),
    params: column.json("inbox_item.params", { shown: true }),
    href: column.code("inbox_item.href", { shown: false }),
    unread: column.boolean(sql`inbox_item.read_at is null`, { filter: true }),
    readAt: column.time("inbox_item.read_at", { shown: false }),
    createdAt: column.time("inbox_item.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "message",
});
