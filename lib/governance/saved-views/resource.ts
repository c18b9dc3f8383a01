import { kysely } from "@/lib/core/db";
import { column, ownScope, resource } from "@/lib/core/resource";
import { ofListsCalled } from "@/lib/core/resource/list-titles";

/** What an operator keeps to come back to. */
export const savedViews = resource({
  name: "saved-views",
  module: "governance",
  permission: null,
  scope: ownScope("saved_view.operator_id"),
  from: () => kysely.selectFrom("saved_view"),
  id: "saved_view.id",
  columns: {
    name: column.text("saved_view.name", { filter: true, link: true, width: 260 }),
    resource: column.text("saved_view.resource", {
      filter: true,
      contains: ofListsCalled("saved_view.resource"),
    }),
    query: column.text("saved_view.query", { width: 420 }),
    shared: column.boolean("saved_view.shared", { filter: true }),
    createdAt: column.time("saved_view.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "name",
  page: "governance/saved-views/:id",
});
