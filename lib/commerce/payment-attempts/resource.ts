import { sql } from "kysely";
import { paidWith } from "@/lib/billing/payment-methods/brand";
import { paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const purposes = { order: "neutral", top_up: "neutral", bill: "neutral" } satisfies Record<string, Tone>;

const means = { card: "neutral", us_bank_account: "neutral", other: "neutral" } satisfies Record<
  string,
  Tone
>;

export const paymentAttempts = resource({
  name: "payment-attempts",
  module: "commerce",
  permission: "commerce.payment-attempts.read",
  scope: organizationScope("payment_attempt.organization_id"),
  from: () =>
    kysely
      .selectFrom("payment_attempt")
      .innerJoin("organization", "organization.id", "payment_attempt.organization_id")
      .leftJoin("order", "order.id", "payment_attempt.order_id")
      .leftJoin("top_up", "top_up.id", "payment_attempt.top_up_id")
      .leftJoin("bill", "bill.id", "payment_attempt.bill_id"),
  id: "payment_attempt.id",
  columns: {
    number: column.code("payment_attempt.number", { search: true, filter: true, link: true, width: 120 }),
    state: column.enum("payment_attempt.state", paymentAttemptMachine.states),
    purpose: column.enum(
      sql`case when payment_attempt.order_id is not null then 'order' when payment_attempt.top_up_id is not null then 'top_up' else 'bill' end`,
      purposes,
      { width: 100 },
    ),
    pays: column.code(sql`coalesce("order".number, top_up.number, bill.number)`, { width: 120 }),
    amount: column.money("payment_attempt.amount", "payment_attempt.currency", { filter: true, width: 120 }),
    received: column.money("payment_attempt.received", "payment_attempt.currency", { width: 120 }),
    fee: column.money("payment_attempt.fee", "payment_attempt.currency", { width: 100 }),
    provider: column.code("payment_attempt.provider", { filter: true, width: 90 }),
    paidWith: column.text(paidWith("payment_attempt"), { width: 180 }),
    createdAt: column.time("payment_attempt.created_at", { sort: true, filter: true, width: 140 }),
    failureCode: column.code("payment_attempt.failure_code", { filter: true }),
    organization: column.text("organization.name"),
    refunded: column.money("payment_attempt.refunded", "payment_attempt.currency", { shown: false }),
    failureReason: column.text("payment_attempt.failure_reason", { width: 280, shown: false }),
    means: column.enum("payment_attempt.means_kind", means, { shown: false }),
    last4: column.code("payment_attempt.means_last4", { filter: true, exact: true, shown: false }),
    organizationId: column.id("payment_attempt.organization_id", { refersTo: "organizations" }),
    orderId: column.id("payment_attempt.order_id", { refersTo: "orders" }),
    topUpId: column.id("payment_attempt.top_up_id", { refersTo: "top-ups" }),
    billId: column.id("payment_attempt.bill_id", { refersTo: "bills" }),
    sessionRef: column.code("payment_attempt.session_ref", { filter: true, exact: true, shown: false }),
    paymentRef: column.code("payment_attempt.payment_ref", { filter: true, search: true, shown: false }),
    chargeRef: column.code("payment_attempt.charge_ref", { filter: true, exact: true, shown: false }),
    payUrl: column.text("payment_attempt.pay_url", { shown: false, width: 320 }),
    expiresAt: column.time("payment_attempt.expires_at", { shown: false }),
    syncedAt: column.time("payment_attempt.synced_at", { shown: false }),
    paidAt: column.time("payment_attempt.paid_at", { filter: true, shown: false }),
    endedAt: column.time("payment_attempt.ended_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "paymentRef",
  page: "commerce/payment-attempts/:id",
});
