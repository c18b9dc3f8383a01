import { voucherIssueMachine } from "@/lib/commerce/vouchers/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const targets = {
  customers: "neutral",
  organizations: "neutral",
  filter: "neutral",
  everyone: "neutral",
  sign_up: "neutral",
  date: "neutral",
} as const;

export const voucherIssues = resource({
  name: "voucher-issues",
  module: "commerce",
  permission: "commerce.vouchers.read",
  scope: organizationScope("voucher_issue.organization_id"),
  from: () =>
    kysely
      .selectFrom("voucher_issue")
      .innerJoin("voucher_template", "voucher_template.id", "voucher_issue.template_id")
      .innerJoin("organization", "organization.id", "voucher_issue.organization_id")
      .leftJoin("operator", "operator.id", "voucher_issue.operator_id"),
  id: "voucher_issue.id",
  columns: {
    template: column.text("voucher_template.name", { link: true, search: true }),
    state: column.enum("voucher_issue.state", voucherIssueMachine.states, { width: 120 }),
    target: column.enum("voucher_issue.target", targets, { width: 120 }),
    total: column.integer("voucher_issue.total", { width: 90 }),
    issued: column.integer("voucher_issue.issued", { width: 90 }),
    reason: column.text("voucher_issue.reason", { width: 240 }),
    operator: column.text("operator.name", { width: 150 }),
    createdAt: column.time("voucher_issue.created_at", { sort: true, filter: true, width: 140 }),
    organization: column.text("organization.name"),
    endedAt: column.time("voucher_issue.ended_at"),
    templateId: column.id("voucher_issue.template_id", { refersTo: "voucher-templates" }),
    skipped: column.integer("voucher_issue.skipped", { shown: false }),
    error: column.text("voucher_issue.error", { shown: false }),
    occasion: column.code("voucher_issue.occasion", { shown: false }),
    filter: column.json("voucher_issue.filter"),
    organizationId: column.id("voucher_issue.organization_id", { refersTo: "organizations" }),
  },
  defaultSort: "-createdAt",
  title: "template",
  page: "commerce/voucher-issues/:id",
});
