import { voucherIssueMachine } from "@/lib/commerce/vouchers/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const targets = {
  customers: "neutral",
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
    template: column.text("voucher_template.name", { link: true, search: true, width: 220 }),
    templateId: column.id("voucher_issue.template_id", { refersTo: "voucher-templates" }),
    target: column.enum("voucher_issue.target", targets),
    state: column.enum("voucher_issue.state", voucherIssueMachine.states),
    total: column.integer("voucher_issue.total"),
    issued: column.integer("voucher_issue.issued"),
    skipped: column.integer("voucher_issue.skipped", { shown: false }),
    reason: column.text("voucher_issue.reason", { width: 260 }),
    error: column.text("voucher_issue.error", { shown: false }),
    occasion: column.code("voucher_issue.occasion", { shown: false }),
    filter: column.json("voucher_issue.filter"),
    operator: column.text("operator.name"),
    organization: column.text("organization.name"),
    organizationId: column.id("voucher_issue.organization_id", { refersTo: "organizations" }),
    endedAt: column.time("voucher_issue.ended_at"),
    createdAt: column.time("voucher_issue.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "template",
  page: "commerce/voucher-issues/:id",
});
