import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { stopReasons } from "@/lib/billing/auto-recharges/rules";
import { methodLabel } from "@/lib/billing/payment-methods/brand";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

export const autoRecharges = resource({
  name: "auto-recharges",
  module: "billing",
  permission: "billing.auto-recharges.read",
  scope: organizationScope("auto_recharge.organization_id"),
  from: () =>
    kysely
      .selectFrom("auto_recharge")
      .innerJoin("organization", "organization.id", "auto_recharge.organization_id")
      .innerJoin("wallet", "wallet.id", "auto_recharge.wallet_id")
      .innerJoin("payment_method as method", "method.id", "auto_recharge.payment_method_id")
      .leftJoin("customer", "customer.id", "wallet.customer_id"),
  id: "auto_recharge.id",
  columns: {
    wallet: column.code("wallet.number", { search: true, link: true, width: 120 }),
    state: column.enum("auto_recharge.state", autoRechargeMachine.states, { width: 100 }),
    customer: column.text("customer.name", { width: 140 }),
    organization: column.text("organization.name", { width: 150 }),
    threshold: column.money("auto_recharge.threshold", "auto_recharge.currency", { width: 100 }),
    amount: column.money("auto_recharge.amount", "auto_recharge.currency", { width: 100 }),
    method: column.text(methodLabel("method.brand", "method.last4"), { width: 180 }),
    nextAttemptAt: column.time("auto_recharge.next_attempt_at", { width: 130 }),
    stoppedReason: column.enum("auto_recharge.stopped_reason", stopReasons, { width: 200 }),
    monthlyLimit: column.money("auto_recharge.monthly_limit", "auto_recharge.currency"),
    lastAttemptAt: column.time("auto_recharge.last_attempt_at"),
    createdAt: column.time("auto_recharge.created_at", { sort: true, filter: true }),
    noticedAt: column.time("auto_recharge.noticed_at", { shown: false }),
    failures: column.integer("auto_recharge.failures", { shown: false }),
    walletId: column.id("auto_recharge.wallet_id", { refersTo: "wallets" }),
    customerId: column.id("wallet.customer_id", { refersTo: "customers" }),
    organizationId: column.id("auto_recharge.organization_id", { refersTo: "organizations" }),
    paymentMethodId: column.id("auto_recharge.payment_method_id", { refersTo: "payment-methods" }),
    lastTopUpId: column.id("auto_recharge.last_top_up_id", { refersTo: "top-ups" }),
    version: column.integer("auto_recharge.version", { shown: false }),
    updatedAt: column.time("auto_recharge.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "wallet",
  subtitle: "customer",
  page: "billing/auto-recharges/:id",
});
