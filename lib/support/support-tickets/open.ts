import { z } from "zod";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization, type Place } from "@/lib/core/scope";
import { ticketPriorities, ticketTypes } from "@/lib/support/sla-policies/fields";
import { serves } from "@/lib/support/support-tickets/access";
import {
  beginTicket,
  customerAsRequester,
  operatorAsRequester,
  organizationAsRequester,
  type Requester,
} from "@/lib/support/support-tickets/begin";
import { body, fileIds, linkFields, subject } from "@/lib/support/support-tickets/fields";
import { linksIn } from "@/lib/support/support-tickets/links";

/**
 * Opens a ticket (admin-prd 13): an organization's own operators for their organization, staff for whom they serve. What it
 * says first is the customer's first comment, whoever writes it down.
 */
export const openSupportTicket = command({
  name: "support-tickets.open",
  permission: "support.tickets.open",
  input: object({
    type: z.enum(ticketTypes),
    priority: z.enum(ticketPriorities).default("normal"),
    subject,
    body,
    ...linkFields,
    fileIds: fileIds.optional(),
    organizationId: id.optional(),
    /** The organization's customer who asks; the organization itself where none is named. */
    customerId: id.optional(),
    /** Where staff open it for an organization: the operator of it who asked. */
    requesterId: id.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  approvable: false,
  async run({ input, tx, caller, place, audit, emit, now }) {
    const { type, priority, subject, body, fileIds } = input;
    const requester = await requesterIn(tx, input, caller, place);
    const { ticketId, number, state, version } = await beginTicket(
      { tx, caller, audit, emit, now },
      {
        requester,
        channel: channelOf(caller, place, requester),
        type,
        priority,
        subject,
        body,
        fileIds,
        links: linksIn(input),
      },
    );
    return { ticketId, number, state, version };
  },
});

type Input = { customerId?: string; requesterId?: string };

async function requesterIn(
  tx: Tx,
  { customerId, requesterId }: Input,
  caller: Caller,
  { organizationId, path }: Place,
): Promise<Requester> {
  if (customerId) {
    const customer = await customerAsRequester(tx, customerId);
    // A customer of somebody else is no customer of the organization named.
    if (customer?.organizationId !== organizationId) throw notFound();
    return customer;
  }
  const me = operatorOf(caller);
  const asked =
    requesterId ?? (me && !serves(caller, "support.tickets.read", { path, customerId: null }) ? me : null);
  if (!asked) return organizationAsRequester(tx, organizationId, caller);
  const operator = await operatorAsRequester(tx, asked, organizationId);
  if (!operator) throw notFound();
  if (asked !== me && (await tx.operator.count({ where: { id: asked, organizationId } })) === 0)
    throw notFound();
  return operator;
}

function channelOf(caller: Caller, { path }: Place, { customerId }: Requester): "console" | "portal" | "api" {
  if (caller.actor.type === "token") return "api";
  return serves(caller, "support.tickets.read", { path, customerId }) ? "console" : "portal";
}
