import { deliveryMachine } from "@/lib/commerce/deliveries/machine";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";

const channels = { email: "neutral", wallet: "neutral" } as const;

/** Tries to bring benefits to their owners: when, how, to whom, and what came of it. */
export const deliveries = resource({
  name: "deliveries",
  module: "commerce",
  permission: "commerce.benefit-grants.read",
  scope: organizationScope("delivery_attempt.organization_id"),
  from: () =>
    kysely
      .selectFrom("delivery_attempt")
      .innerJoin("benefit_grant", "benefit_grant.id", "delivery_attempt.grant_id")
      .innerJoin("organization", "organization.id", "delivery_attempt.organization_id")
      .leftJoin("order", "order.id", "benefit_grant.order_id")
      .leftJoin("operator", "operator.id", "delivery_attempt.requested_by_id"),
  id: "delivery_attempt.id",
  columns: {
    createdAt: column.time("delivery_attempt.created_at", { sort: true, filter: true, width: 140 }),
    state: column.enum("delivery_attempt.state", deliveryMachine.states, { width: 120 }),
    benefit: column.text("benefit_grant.name"),
    grant: column.code("benefit_grant.number", { width: 110 }),
    channel: column.enum("delivery_attempt.channel", channels, { width: 110 }),
    recipient: column.text("delivery_attempt.recipient"),
    order: column.code("order.number", { width: 110 }),
    error: column.text("delivery_attempt.error", { width: 240 }),
    requestedBy: column.text("operator.name"),
    endedAt: column.time("delivery_attempt.ended_at"),
    benefitGrantId: column.id("delivery_attempt.grant_id", { refersTo: "benefit-grants" }),
    orderId: column.id("benefit_grant.order_id", { refersTo: "orders" }),
    organization: column.text("organization.name", { shown: false }),
    organizationId: column.id("delivery_attempt.organization_id", { refersTo: "organizations" }),
    mailId: column.id("delivery_attempt.mail_id", { refersTo: "outgoing-mails", filter: false }),
  },
  defaultSort: "-createdAt",
  title: "benefit",
  subtitle: "recipient",
});
