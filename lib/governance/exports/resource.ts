import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { ofListsCalled } from "@/lib/core/resource/list-titles";
import { exportMachine } from "@/lib/governance/exports/machine";

export const exports = resource({
  name: "exports",
  module: "governance",
  permission: "governance.exports.read",
  scope: organizationScope("export.organization_id"),
  from: () =>
    kysely
      .selectFrom("export")
      .innerJoin("operator", "operator.id", "export.operator_id")
      .leftJoin("stored_file", "stored_file.id", "export.file_id"),
  id: "export.id",
  columns: {
    resource: column.text("export.resource", {
      search: true,
      filter: true,
      link: true,
      width: 180,
      contains: ofListsCalled("export.resource"),
    }),
    state: column.enum("export.state", exportMachine.states),
    operator: column.text("operator.name", { search: true, width: 180 }),
    operatorId: column.id("export.operator_id", { refersTo: "operators" }),
    rows: column.integer("export.rows"),
    expectedRows: column.integer("export.expected_rows", { shown: false }),
    bytes: column.integer("stored_file.bytes"),
    query: column.json("export.query"),
    error: column.text("export.error", { shown: false }),
    fileId: column.id("export.file_id", { filter: false }),
    createdAt: column.time("export.created_at", { sort: true, filter: true }),
    startedAt: column.time("export.started_at", { shown: false }),
    finishedAt: column.time("export.finished_at"),
    expiresAt: column.time("export.expires_at"),
  },
  defaultSort: "-createdAt",
  title: "resource",
  subtitle: "operator",
  page: "governance/exports/:id",
});
