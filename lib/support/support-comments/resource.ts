import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { readPermission } from "@/lib/support/support-tickets/access";

const kinds = { public: "neutral", internal: "waiting" } as const;

/** Where a ticket's requester is served, as `servingPath` says it. */
const serving = sql`(case when support_ticket.customer_id is null and nlevel(organization.path) > 1
  then subpath(organization.path, 0, -1) else organization.path end)`;

/** Internal comments are seen by those alone who serve the requester. */
function seenBy(caller: Caller) {
  if (caller.actor.type === "system") return sql<boolean>`true`;
  const paths = caller.grants
    .filter(({ permissions }) => permissions.has(readPermission))
    .map(({ path }) => sql`${serving} <@ ${path}::ltree`);
  const all = [sql`support_comment.kind = 'public'`, ...paths];
  return sql<boolean>`(${sql.join(all, sql` or `)})`;
}

/** What was written in tickets. Its text is no part of global search. */
export const supportComments = resource({
  name: "support-comments",
  module: "support",
  permission: readPermission,
  scope: organizationScope("support_comment.organization_id"),
  from: () =>
    kysely
      .selectFrom("support_comment")
      .innerJoin("support_ticket", "support_ticket.id", "support_comment.ticket_id")
      .innerJoin("organization", "organization.id", "support_ticket.organization_id"),
  id: "support_comment.id",
  columns: {
    createdAt: column.time("support_comment.created_at", { sort: true, filter: true }),
    ticket: column.code("support_ticket.number", { filter: true, exact: true, width: 110 }),
    kind: column.enum("support_comment.kind", kinds, { width: 110 }),
    author: column.text("support_comment.author_name", { width: 160 }),
    fromCustomer: column.boolean("support_comment.from_customer", { filter: true }),
    body: column.text("support_comment.body", { width: 420 }),
    ticketId: column.id("support_comment.ticket_id", { refersTo: "support-tickets" }),
    authorId: column.id("support_comment.author_id", { refersTo: "operators" }),
    organizationId: column.id("support_comment.organization_id", { refersTo: "organizations" }),
  },
  defaultSort: "-createdAt",
  title: "ticket",
  where: seenBy,
});
