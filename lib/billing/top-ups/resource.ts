import { sql } from "kysely";
import { paidWith } from "@/lib/billing/payment-methods/brand";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const means = {
  card: "neutral",
  us_bank_account: "neutral",
  bank_transfer: "neutral",
  other: "neutral",
} satisfies Record<string, Tone>;

export const topUpChannels = { stripe: "neutral", bank_transfer: "neutral" } satisfies Record<string, Tone>;

export const topUps = resource({
  name: "top-ups",
  module: "billing",
  permission: "billing.top-ups.read",
  exportPermission: "billing.top-ups.export",
  scope: organizationScope("top_up.organization_id"),
  from: () =>
    kysely
      .selectFrom("top_up")
      .innerJoin("organization", "organization.id", "top_up.organization_id")
      .innerJoin("wallet", "wallet.id", "top_up.wallet_id")
      .leftJoin("customer", "customer.id", "top_up.customer_id")
      .leftJoin("operator as maker", "maker.id", "top_up.created_by_id")
      .leftJoin("operator as confirmer", "confirmer.id", "top_up.confirmed_by_id"),
  id: "top_up.id",
  columns: {
    number: column.code("top_up.number", { search: true, link: true, width: 120 }),
    state: column.enum("top_up.state", topUpMachine.states, { width: 165 }),
    customer: column.text("customer.name", { width: 150 }),
    organization: column.text("organization.name", { width: 150 }),
    amount: column.money("top_up.amount", "top_up.currency", { filter: true, width: 120 }),
    channel: column.enum("top_up.channel", topUpChannels, { width: 165 }),
    paidWith: column.text(paidWith("top_up"), { width: 180 }),
    createdAt: column.time("top_up.created_at", { sort: true, filter: true, width: 130 }),
    channelRef: column.code("top_up.channel_ref", { search: true, filter: true, width: 180 }),
    failureReason: column.text("top_up.failure_reason", { width: 220 }),
    paidAt: column.time("top_up.paid_at", { filter: true }),
    operator: column.text("maker.name", { width: 160 }),
    confirmedBy: column.text("confirmer.name", { shown: false }),
    means: column.enum(
      sql`case top_up.channel when 'bank_transfer' then 'bank_transfer' else top_up.means_kind::text end`,
      means,
      { shown: false },
    ),
    last4: column.code("top_up.means_last4", { filter: true, exact: true, shown: false }),
    currency: column.code("top_up.currency", { filter: true, exact: true, shown: false }),
    refunded: column.money("top_up.refunded_amount", "top_up.currency", { shown: false }),
    automatic: column.boolean("top_up.automatic", { filter: true, shown: false }),
    madeUp: column.boolean("top_up.made_up", { filter: true, shown: false }),
    lockReason: column.text("top_up.lock_reason", { shown: false }),
    failureCode: column.code("top_up.failure_code", { filter: true, shown: false }),
    note: column.text("top_up.note", { shown: false }),
    wallet: column.code("wallet.number", { shown: false }),
    walletId: column.id("top_up.wallet_id", { refersTo: "wallets" }),
    customerId: column.id("top_up.customer_id", { refersTo: "customers" }),
    organizationId: column.id("top_up.organization_id", { refersTo: "organizations" }),
    operatorId: column.id("top_up.created_by_id", { refersTo: "operators" }),
    expiresAt: column.time("top_up.expires_at", { shown: false }),
    creditedAt: column.time("top_up.credited_at", { shown: false }),
    closedAt: column.time("top_up.closed_at", { shown: false }),
    version: column.integer("top_up.version", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "customer",
  page: "billing/top-ups/:id",
});
