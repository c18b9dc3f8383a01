import { sql } from "kysely";
import { billRunMachine } from "@/lib/billing/bill-runs/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const period = sql<string>`bill_run.period_from || ' – ' || (bill_run.period_until - 1)`;
const issued = sql<string>`(select count(*) from bill where bill.run_id = bill_run.id)`;

export const billRuns = resource({
  name: "bill-runs",
  module: "billing",
  permission: "billing.bills.read",
  exportPermission: "billing.bills.export",
  scope: organizationScope("bill_run.organization_id"),
  from: () =>
    kysely
      .selectFrom("bill_run")
      .innerJoin("organization", "organization.id", "bill_run.organization_id")
      .leftJoin("operator", "operator.id", "bill_run.operator_id"),
  id: "bill_run.id",
  columns: {
    period: column.text(period, { link: true, width: 190 }),
    state: column.enum("bill_run.state", billRunMachine.states, { width: 110 }),
    total: column.integer("bill_run.total", { width: 90 }),
    reached: column.integer("bill_run.reached", { width: 90 }),
    issued: column.integer(issued, { width: 90 }),
    failed: column.integer("bill_run.failed", { filter: true, width: 90 }),
    skipped: column.integer("bill_run.skipped", { width: 90 }),
    createdAt: column.time("bill_run.created_at", { sort: true, filter: true, width: 140 }),
    operator: column.text("operator.name", { width: 150 }),
    organization: column.text("organization.name", { width: 170 }),
    timeZone: column.text("bill_run.time_zone", { width: 160 }),
    endedAt: column.time("bill_run.ended_at"),
    error: column.text("bill_run.error", { shown: false }),
    byProfile: column.boolean("bill_run.by_profile", { shown: false }),
    failures: column.json("bill_run.failures"),
    skips: column.json("bill_run.skips"),
    organizationId: column.id("bill_run.organization_id", { refersTo: "organizations" }),
  },
  defaultSort: "-createdAt",
  title: "period",
  subtitle: "organization",
  page: "billing/bills/runs/:id",
});
