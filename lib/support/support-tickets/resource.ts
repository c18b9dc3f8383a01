import { sql } from "kysely";
import { z } from "zod";
import { kysely } from "@/lib/core/db";
import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";
import { column, organizationScope, resource } from "@/lib/core/resource";
import type { Tone } from "@/lib/core/resource/description";
import { supportTicketMachine } from "@/lib/support/support-tickets/machine";
import { outcomeTones, resolveOutcome, responseOutcome } from "@/lib/support/support-tickets/outcomes";

export const ticketTypeTones = {
  top_up: "neutral",
  billing_dispute: "neutral",
  quota: "neutral",
  technical: "neutral",
  compliance: "neutral",
} as const satisfies Record<string, Tone>;

export const priorityTones = {
  low: "over",
  normal: "neutral",
  high: "waiting",
  urgent: "danger",
} as const satisfies Record<string, Tone>;

export const slaTones = {
  none: "over",
  running: "progress",
  due_soon: "waiting",
  breached: "danger",
  paused: "neutral",
  met: "done",
} as const satisfies Record<string, Tone>;

const channels = { console: "neutral", portal: "neutral", email: "neutral", api: "neutral" } as const;

/** The nearer of the moments its running clocks are due at. */
const dueAt = sql`least(support_ticket.response_due_at, support_ticket.resolve_due_at)`;

/** The same, as an index has it: what has no clock running is due after everything else. */
const dueOrder = sql`coalesce(least(support_ticket.response_due_at, support_ticket.resolve_due_at), '9999-12-31 00:00:00+00'::timestamptz)`;

/**
 * Support tickets. Its queues are filters: mine is `assigneeId`, unassigned is `unassigned`, about to be late or late already is
 * `slaState`; `active` leaves out what is done. Only staff's own words are kept from the customer's side, and no column has any.
 */
export const supportTickets = resource({
  name: "support-tickets",
  module: "support",
  permission: "support.tickets.read",
  scope: organizationScope("support_ticket.organization_id"),
  from: () =>
    kysely
      .selectFrom("support_ticket")
      .innerJoin("organization", "organization.id", "support_ticket.organization_id")
      .innerJoin("organization as queue", "queue.id", "support_ticket.queue_id")
      .leftJoin("customer", "customer.id", "support_ticket.customer_id")
      .leftJoin("operator as assignee", "assignee.id", "support_ticket.assignee_id"),
  id: "support_ticket.id",
  columns: {
    number: column.code("support_ticket.number", { search: true, filter: true, link: true, width: 110 }),
    subject: column.text("support_ticket.subject", { search: true, filter: true, link: true, width: 280 }),
    state: column.enum("support_ticket.state", supportTicketMachine.states, { width: 190 }),
    priority: column.enum("support_ticket.priority", priorityTones, { width: 100 }),
    slaState: column.enum("support_ticket.sla_state", slaTones, { width: 120 }),
    dueAt: column.time(dueAt, { filter: true, sort: true, sortBy: dueOrder }),
    type: column.enum("support_ticket.type", ticketTypeTones, { width: 130 }),
    assignee: column.text("assignee.name", { width: 140 }),
    requester: column.text("support_ticket.requester_name", { search: true, filter: true, width: 160 }),
    organization: column.text("organization.name", { width: 180 }),
    customer: column.text("customer.name", { shown: false, width: 160 }),
    responseOutcome: column.enum(responseOutcome, outcomeTones, { shown: false, width: 120 }),
    resolveOutcome: column.enum(resolveOutcome, outcomeTones, { shown: false, width: 120 }),
    active: column.boolean(sql`(support_ticket.state in ('open', 'pending'))`, {
      filter: true,
      shown: false,
    }),
    unassigned: column.boolean(sql`(support_ticket.assignee_id is null)`, { filter: true, shown: false }),
    queue: column.text("queue.name", { shown: false, width: 160 }),
    channel: column.enum("support_ticket.channel", channels, { shown: false, width: 110 }),
    responseDueAt: column.time("support_ticket.response_due_at", { shown: false, filter: true }),
    resolveDueAt: column.time("support_ticket.resolve_due_at", { shown: false, filter: true }),
    firstRespondedAt: column.time("support_ticket.first_responded_at", { shown: false, filter: true }),
    resolvedAt: column.time("support_ticket.resolved_at", { shown: false, filter: true }),
    closedAt: column.time("support_ticket.closed_at", { shown: false }),
    urgedCount: column.integer("support_ticket.urged_count", { shown: false, filter: true, width: 90 }),
    reopenedCount: column.integer("support_ticket.reopened_count", {
      shown: false,
      filter: true,
      width: 90,
    }),
    ratingOverall: column.integer("support_ticket.rating_overall", {
      shown: false,
      filter: true,
      width: 90,
    }),
    keyPrefix: column.code("support_ticket.key_prefix", { shown: false, filter: true }),
    assigneeId: column.id("support_ticket.assignee_id", { refersTo: "operators" }),
    requesterId: column.id("support_ticket.requester_id", { refersTo: "operators" }),
    queueId: column.id("support_ticket.queue_id", { refersTo: "organizations" }),
    customerId: column.id("support_ticket.customer_id", { refersTo: "customers" }),
    orderId: column.id("support_ticket.order_id", { refersTo: "orders" }),
    topUpId: column.id("support_ticket.top_up_id", { refersTo: "top-ups" }),
    billId: column.id("support_ticket.bill_id", { refersTo: "bills" }),
    disputeId: column.id("support_ticket.dispute_id", { refersTo: "disputes" }),
    serviceTicketId: column.id("support_ticket.service_ticket_id", { refersTo: "service-tickets" }),
    mergedIntoId: column.id("support_ticket.merged_into_id", { refersTo: "support-tickets" }),
    organizationId: column.id("support_ticket.organization_id", { refersTo: "organizations" }),
    version: column.integer("support_ticket.version", { shown: false }),
    createdAt: column.time("support_ticket.created_at", { sort: true, filter: true }),
    updatedAt: column.time("support_ticket.updated_at", { sort: true, filter: true, shown: false }),
  },
  narrows: {
    /** What a ticket can be merged into: another of the same requester that is worked on. */
    joins(ticketId) {
      if (!z.guid().safeParse(ticketId).success) throw invalidInput([fault("joins", "id")], "invalid_query");
      return sql`support_ticket.state in ('open', 'pending') and exists (
        select from support_ticket as joined
        where joined.id = ${ticketId}::uuid and joined.id <> support_ticket.id
          and joined.organization_id = support_ticket.organization_id
          and joined.customer_id is not distinct from support_ticket.customer_id)`;
    },
  },
  defaultSort: "-createdAt",
  title: "number",
  subtitle: "subject",
  page: "support/support-tickets/:id",
});
