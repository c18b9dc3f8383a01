import { type RawBuilder, type SqlBool, sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

/** What waits is little among all there was: told so that the index of what is not sent answers it. */
const means = (state: string): RawBuilder<SqlBool> => {
  if (state === "sent") return sql`outbox_event.sent_at is not null`;
  const tried = state === "failing" ? sql`>` : sql`=`;
  return sql`(outbox_event.sent_at is null and outbox_event.attempts ${tried} 0)`;
};

export const outboxEvents = resource({
  name: "outbox-events",
  module: "sre",
  permission: "sre.outbox-events.read",
  scope: organizationScope("outbox_event.organization_id"),
  from: () => kysely.selectFrom("outbox_event"),
  id: "outbox_event.id",
  columns: {
    name: column.code("outbox_event.name", { filter: true, search: true, width: 240 }),
    state: column.enum(
      sql`case when outbox_event.sent_at is not null then 'sent' when outbox_event.attempts > 0 then 'failing' else 'waiting' end`,
      { waiting: "waiting", failing: "danger", sent: "done" },
      { means },
    ),
    payload: column.json("outbox_event.payload", { shown: true }),
    organizationId: column.id("outbox_event.organization_id", { refersTo: "organizations" }),
    attempts: column.integer("outbox_event.attempts", { width: 90 }),
    lastError: column.text("outbox_event.last_error", { width: 280 }),
    createdAt: column.time("outbox_event.created_at", { sort: true, filter: true }),
    sentAt: column.time("outbox_event.sent_at", { filter: true }),
    nextAttemptAt: column.time("outbox_event.next_attempt_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
});
