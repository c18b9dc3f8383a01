import { voucherTemplateMachine } from "@/lib/commerce/voucher-templates/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const triggers = { none: "neutral", sign_up: "neutral", date: "neutral" } as const;

export const voucherTemplates = resource({
  name: "voucher-templates",
  module: "commerce",
  permission: "commerce.voucher-templates.read",
  scope: organizationScope("voucher_template.organization_id"),
  from: () =>
    kysely
      .selectFrom("voucher_template")
      .innerJoin("organization", "organization.id", "voucher_template.organization_id"),
  id: "voucher_template.id",
  columns: {
    name: column.text("voucher_template.name", { sort: true, search: true, link: true, width: 220 }),
    number: column.code("voucher_template.number", { search: true, link: true, width: 110 }),
    state: column.enum("voucher_template.state", voucherTemplateMachine.states, { width: 110 }),
    amount: column.money("voucher_template.amount", "voucher_template.currency", { width: 120 }),
    validDays: column.integer("voucher_template.valid_days"),
    validUntil: column.time("voucher_template.valid_until", { width: 130 }),
    trigger: column.enum("voucher_template.trigger", triggers),
    triggerDay: column.code("voucher_template.trigger_day", { width: 100 }),
    minimumSpend: column.money("voucher_template.minimum_spend", "voucher_template.currency"),
    description: column.text("voucher_template.description", { search: true, width: 320 }),
    createdAt: column.time("voucher_template.created_at", { sort: true, filter: true }),
    organization: column.text("organization.name", { shown: false }),
    organizationId: column.id("voucher_template.organization_id", { refersTo: "organizations" }),
    version: column.integer("voucher_template.version", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "number",
  page: "commerce/voucher-templates/:id",
});
