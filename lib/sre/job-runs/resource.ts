import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { jobRunMachine } from "@/lib/sre/job-runs/machine";

export const jobRuns = resource({
  name: "job-runs",
  module: "sre",
  permission: "sre.job-runs.read",
  scope: organizationScope("job_run.organization_id"),
  from: () => kysely.selectFrom("job_run"),
  id: "job_run.id",
  columns: {
    functionId: column.code("job_run.function_id", { filter: true, search: true, link: true, width: 190 }),
    state: column.enum("job_run.state", jobRunMachine.states),
    // The very expression of the index `job_run_scheduled_idx`.
    scheduled: column.boolean(sql`coalesce(job_run.event_name = 'inngest/scheduled.timer', false)`, {
      filter: true,
      shown: false,
    }),
    eventName: column.code("job_run.event_name", { filter: true, width: 190 }),
    eventId: column.code("job_run.event_id", { filter: true, exact: true, shown: false }),
    eventData: column.json("job_run.event_data"),
    // The engine counts from nought, people from one.
    attempt: column.integer(sql`job_run.attempt + 1`, { width: 80 }),
    errorCode: column.code("job_run.error_code", { filter: true, exact: true, shown: false }),
    errorMessage: column.text("job_run.error_message", { width: 280 }),
    organizationId: column.id("job_run.organization_id", { refersTo: "organizations" }),
    runId: column.code("job_run.run_id", { filter: true, exact: true, shown: false }),
    startedAt: column.time("job_run.started_at", { sort: true, filter: true }),
    endedAt: column.time("job_run.ended_at", { shown: false }),
    updatedAt: column.time("job_run.updated_at", { shown: false }),
  },
  defaultSort: "-startedAt",
  title: "functionId",
  subtitle: "eventName",
  page: "sre/job-runs/:id",
  // What one copies from a log or an event's page.
  findsBy: (words) => sql`(job_run.event_id = ${words} or job_run.run_id = ${words})`,
});
