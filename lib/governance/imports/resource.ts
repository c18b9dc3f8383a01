import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { ofListsCalled } from "@/lib/core/resource/list-titles";
import { importMachine } from "@/lib/governance/imports/machine";

export const imports = resource({
  name: "imports",
  module: "governance",
  permission: "governance.imports.read",
  scope: organizationScope("import.organization_id"),
  from: () =>
    kysely
      .selectFrom("import")
      .innerJoin("operator", "operator.id", "import.operator_id")
      .leftJoin("stored_file", "stored_file.id", "import.file_id"),
  id: "import.id",
  columns: {
    importer: column.text("import.importer", {
      search: true,
      filter: true,
      link: true,
      width: 160,
      contains: ofListsCalled("import.importer"),
    }),
    state: column.enum("import.state", importMachine.states),
    dryRun: column.boolean("import.dry_run", { filter: true }),
    operator: column.text("operator.name", { search: true, width: 180 }),
    operatorId: column.id("import.operator_id", { refersTo: "operators" }),
    file: column.text("stored_file.name"),
    totalRows: column.integer("import.total_rows"),
    processedRows: column.integer("import.processed_rows"),
    succeededRows: column.integer("import.succeeded_rows"),
    waitingRows: column.integer("import.waiting_rows"),
    failedRows: column.integer("import.failed_rows"),
    warnedRows: column.integer("import.warned_rows", { shown: false }),
    error: column.text("import.error", { shown: false }),
    fileId: column.id("import.file_id", { filter: false }),
    resultFileId: column.id("import.result_file_id", { filter: false }),
    createdAt: column.time("import.created_at", { sort: true, filter: true }),
    finishedAt: column.time("import.finished_at"),
  },
  defaultSort: "-createdAt",
  title: "importer",
  subtitle: "operator",
  page: "governance/imports/:id",
});
