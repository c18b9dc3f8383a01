import { sql } from "kysely";
import { paymentEventMachine } from "@/lib/commerce/payment-events/machine";
import { providerNames } from "@/lib/commerce/providers/current";
import { signatureErrors } from "@/lib/commerce/providers/stripe/signature";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";

const signatureStates = { valid: "done", invalid: "danger" } satisfies Record<string, Tone>;

const notes = {
  unknown_payment: "neutral",
  unknown_payer: "neutral",
  not_listened_to: "neutral",
  refund_not_ours: "waiting",
} satisfies Record<string, Tone>;

/** What providers told us (control-tower 4.1, 7). Its payload stands on its page only, masked. */
export const paymentEvents = resource({
  name: "payment-events",
  module: "commerce",
  permission: "commerce.payment-events.read",
  scope: organizationScope("payment_event.organization_id"),
  from: () =>
    kysely
      .selectFrom("payment_event")
      .leftJoin("payment_attempt", "payment_attempt.id", "payment_event.attempt_id")
      .leftJoin("order", "order.id", "payment_event.order_id")
      .leftJoin("organization", "organization.id", "payment_event.organization_id"),
  id: "payment_event.id",
  columns: {
    type: column.code("payment_event.type", { filter: true, exact: true, link: true, width: 230 }),
    provider: column.code("payment_event.provider", { filter: true, exact: true, width: 90 }),
    signatureState: column.enum("payment_event.signature_state", signatureStates, { width: 100 }),
    state: column.enum("payment_event.state", paymentEventMachine.states, { width: 110 }),
    attempts: column.integer("payment_event.attempts", { width: 70 }),
    error: column.text("payment_event.error", { width: 160 }),
    order: column.code("order.number", { filter: true, width: 110 }),
    payment: column.code("payment_attempt.number", { filter: true, width: 110 }),
    receivedAt: column.time("payment_event.received_at", { sort: true, filter: true, width: 140 }),
    note: column.enum(sql`payment_event.note`, notes, { width: 200, shown: false }),
    signatureError: column.enum(
      sql`payment_event.signature_error`,
      Object.fromEntries(signatureErrors.map((error) => [error, "danger" as const])),
      { shown: false },
    ),
    providerEventId: column.code("payment_event.provider_event_id", {
      filter: true,
      exact: true,
      shown: false,
      width: 220,
    }),
    objectRef: column.code("payment_event.object_ref", {
      filter: true,
      exact: true,
      width: 220,
      shown: false,
    }),
    attemptId: column.id("payment_event.attempt_id", { refersTo: "payment-attempts" }),
    orderId: column.id("payment_event.order_id", { refersTo: "orders" }),
    organization: column.text("organization.name", { shown: false }),
    organizationId: column.id("payment_event.organization_id", { refersTo: "organizations" }),
    address: column.code("payment_event.address", { filter: true, exact: true, shown: false }),
    occurredAt: column.time("payment_event.occurred_at", { shown: false }),
    handledAt: column.time("payment_event.handled_at", { shown: false }),
  },
  defaultSort: "-receivedAt",
  title: "type",
  subtitle: "providerEventId",
  page: "commerce/payment-events/:id",
  // A whole id of the provider's, or a whole type: what people copy from its pages, each found by an index.
  findsBy: (words) =>
    sql`((payment_event.provider in (${sql.join(providerNames)}) and payment_event.provider_event_id = ${words})
      or payment_event.object_ref = ${words} or payment_event.type = ${words})`,
});
