import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { approvalMachine } from "@/lib/governance/approvals/machine";
import { waitingFor } from "@/lib/governance/approvals/waiting-for";

const approvalList = {
  module: "governance",
  scope: organizationScope("approval.organization_id"),
  from: () =>
    kysely
      .selectFrom("approval")
      .innerJoin("organization", "organization.id", "approval.organization_id")
      .innerJoin("operator as requester", "requester.id", "approval.requester_id"),
  id: "approval.id",
  columns: {
    number: column.code("approval.number", { search: true, filter: true, link: true, width: 120 }),
    command: column.code("approval.command", { filter: true, search: true, width: 210 }),
    target: column.text("approval.target_label", { filter: true, search: true, numbers: true }),
    state: column.enum("approval.state", approvalMachine.states),
    requester: column.text("requester.name"),
    requesterId: column.id("approval.requester_id", { refersTo: "operators" }),
    organization: column.text("organization.name"),
    organizationId: column.id("approval.organization_id", { refersTo: "organizations" }),
    reason: column.text("approval.reason", { width: 260 }),
    step: column.text(sql`approval.steps -> approval.current_step ->> 'label'`),
    policy: column.text("approval.policy_name", { shown: false, filter: true }),
    policyId: column.id("approval.policy_id", { refersTo: "approval-policies" }),
    targetType: column.code("approval.target_type", { shown: false, filter: true, exact: true }),
    targetId: column.code("approval.target_id", { shown: false, filter: true, exact: true }),
    unknown: column.boolean(sql`approval.unknown_since is not null`, { shown: false, filter: true }),
    error: column.text(sql`approval.error ->> 'message'`, { shown: false }),
    attempts: column.integer("approval.attempts", { shown: false }),
    createdAt: column.time("approval.created_at", { sort: true, filter: true }),
    expiresAt: column.time("approval.expires_at", { filter: true }),
    decidedAt: column.time("approval.decided_at", { shown: false, filter: true }),
    finishedAt: column.time("approval.finished_at", { shown: false, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "command",
  page: "governance/approvals/:id",
} as const;

/** Every request for approval, whatever became of it. */
export const approvals = resource({
  ...approvalList,
  name: "approvals",
  permission: "governance.approvals.read",
});

/** What waits for the reader's own decision. */
export const approvalsForMe = resource({
  ...approvalList,
  name: "approvals-for-me",
  permission: "governance.approvals.review",
  where: waitingFor,
});
