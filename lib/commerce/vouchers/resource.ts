import { type SqlBool, sql } from "kysely";
import { voucherMachine } from "@/lib/commerce/vouchers/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const sources = { issue: "neutral", sign_up: "neutral", date: "neutral", order: "neutral" } as const;

/** One of which nothing is left is used up, though what it paid may still be undone and revive it. */
const shownState = sql<string>`case when voucher.state = 'active' and ledger_account.balance = 0 then 'used'
  else voucher.state::text end`;

const means = (value: string) => {
  if (value === "active") return sql<SqlBool>`(voucher.state = 'active' and ledger_account.balance <> 0)`;
  if (value === "used")
    return sql<SqlBool>`(voucher.state = 'used' or voucher.state = 'active' and ledger_account.balance = 0)`;
  return sql<SqlBool>`voucher.state::text = ${value}`;
};

export const vouchers = resource({
  name: "vouchers",
  module: "commerce",
  permission: "commerce.vouchers.read",
  exportPermission: "commerce.vouchers.export",
  scope: organizationScope("voucher.organization_id"),
  from: () =>
    kysely
      .selectFrom("voucher")
      .innerJoin("voucher_template", "voucher_template.id", "voucher.template_id")
      .innerJoin("ledger_account", "ledger_account.id", "voucher.account_id")
      .innerJoin("wallet", "wallet.id", "voucher.wallet_id")
      .innerJoin("organization", "organization.id", "voucher.organization_id")
      .leftJoin("customer", "customer.id", "voucher.customer_id")
      .leftJoin("operator", "operator.id", "voucher.operator_id"),
  id: "voucher.id",
  columns: {
    number: column.code("voucher.number", { search: true, link: true, width: 120 }),
    state: column.enum(shownState, voucherMachine.states, { width: 110, means }),
    template: column.text("voucher_template.name", { width: 220 }),
    customer: column.text("customer.name", { width: 140 }),
    amount: column.money("voucher.amount", "voucher.currency", { width: 100 }),
    left: column.money("ledger_account.balance", "voucher.currency", { width: 100 }),
    source: column.enum("voucher.source", sources, { width: 110 }),
    expiresAt: column.time("voucher.expires_at", { filter: true, width: 120 }),
    organization: column.text("organization.name", { width: 170 }),
    createdAt: column.time("voucher.created_at", { sort: true, filter: true }),
    templateId: column.id("voucher.template_id", { refersTo: "voucher-templates" }),
    customerId: column.id("voucher.customer_id", { refersTo: "customers" }),
    wallet: column.code("wallet.number", { shown: false }),
    walletId: column.id("voucher.wallet_id", { refersTo: "wallets" }),
    accountId: column.id("voucher.account_id"),
    reason: column.text("voucher.reason", { shown: false }),
    operator: column.text("operator.name", { shown: false }),
    organizationId: column.id("voucher.organization_id", { refersTo: "organizations" }),
    issueId: column.id("voucher.issue_id", { refersTo: "voucher-issues" }),
    claimedAt: column.time("voucher.claimed_at", { shown: false }),
    endedAt: column.time("voucher.ended_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "template",
  page: "commerce/vouchers/:id",
});
