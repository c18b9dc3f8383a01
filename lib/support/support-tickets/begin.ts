import { randomBytes } from "node:crypto";
import type { Caller } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { nextNumber } from "@/lib/core/numbers";
import type { TicketPriority, TicketType } from "@/lib/support/sla-policies/fields";
import type { Acting } from "@/lib/support/support-tickets/change";
import { type Links, requireOwnLinks } from "@/lib/support/support-tickets/links";
import { mailReceipt } from "@/lib/support/support-tickets/mail-out";
import { policyFor } from "@/lib/support/support-tickets/policy";
import { minutesOf, noClocks, running, slaStateOf, wholeOf } from "@/lib/support/support-tickets/sla-clock";
import { queueStaff, tellOf } from "@/lib/support/support-tickets/tell";
import { writeComment } from "@/lib/support/support-tickets/write-comment";

/** Whose ticket it is and who is told of it. */
export type Requester = {
  organizationId: string;
  customerId: string | null;
  requesterId: string | null;
  name: string;
  email: string | null;
  locale: "en" | "zh";
};

export type NewTicket = {
  requester: Requester;
  channel: "console" | "portal" | "email" | "api";
  type: TicketType;
  priority: TicketPriority;
  subject: string;
  body: string;
  links?: Links;
  fileIds?: readonly string[];
  /** The Message-ID of the e-mail it came in with. */
  messageId?: string;
  /** Who wrote what it begins with, where that is not the caller. */
  author?: { id: string | null; name: string };
};

/**
 * Opens a ticket: its number, its clocks by the policy that counts, its first comment; its queue and its requester are told.
 * @throws not_found for a link to something that is not the requester's; rule_violation for a file that cannot be attached.
 */
export async function beginTicket(
  acting: Acting,
  { requester, channel, type, priority, subject, body, links = {}, fileIds, messageId, author }: NewTicket,
): Promise<{ ticketId: string; number: string; state: "open"; version: number; commentId: string }> {
  const { tx, caller, audit, emit, now } = acting;
  const { organizationId, customerId } = requester;
  await requireOwnLinks(tx, links, requester);
  const policy = await policyFor(tx, { organizationId, type, priority });
  const clocks = policy
    ? running(noClocks(), wholeOf(policy), policy.calendar, policy.warnMinutes, now)
    : noClocks();
  const queueId = customerId ? organizationId : await parentOf(tx, organizationId);
  const ticketId = newId();
  const ticket = await tx.supportTicket.create({
    data: {
      id: ticketId,
      number: await nextNumber(tx, "support_ticket"),
      organizationId,
      customerId,
      requesterId: requester.requesterId,
      requesterName: requester.name,
      requesterEmail: requester.email,
      channel,
      type,
      priority,
      subject,
      ...links,
      queueId,
      ...clocks,
      policyId: policy?.id ?? null,
      calendarId: policy?.calendarId ?? null,
      ...(policy ? minutesOf(policy) : {}),
      slaState: slaStateOf(clocks, "open", policy !== null, now),
      threadKey: newThreadKey(),
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true, number: true, organizationId: true, subject: true, threadKey: true },
  });
  const commentId = await writeComment(
    tx,
    caller,
    ticket,
    { kind: "public", body, fromCustomer: true, fileIds, messageId, author },
    now,
  );
  const staff = await queueStaff(tx, queueId);
  await tellOf(
    acting,
    ticket,
    staff.map(({ id }) => id),
    "opened",
    { requester: requester.name },
  );
  await mailReceipt(tx, { ...ticket, requester, messageId: messageId ?? null }, now);
  audit.target({ type: "support-tickets", id: ticketId, label: ticket.number });
  audit.organization(organizationId);
  audit.change(null, { type, priority, subject, channel, customerId, ...links });
  emit("support-tickets/opened", { ticketId, organizationId });
  return { ticketId, number: ticket.number, state: "open", version: 1, commentId };
}

/** 120 bits in lower-case letters and digits: mail servers may change the case of an address. */
const newThreadKey = (): string => randomBytes(15).toString("hex");

async function parentOf(tx: Tx, organizationId: string): Promise<string> {
  const { parentId } = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { parentId: true },
  });
  return parentId ?? organizationId;
}

const localeOf = (locale: string): "en" | "zh" => (locale === "zh" ? "zh" : "en");

/** A customer as requester; null where there is none of this id. */
export async function customerAsRequester(tx: Tx, customerId: string): Promise<Requester | null> {
  const row = await tx.customer.findUnique({
    where: { id: customerId },
    select: { name: true, email: true, locale: true, organizationId: true },
  });
  return row && { ...row, customerId, requesterId: null, locale: localeOf(row.locale) };
}

/** An operator as requester for their organization; null where there is none of this id. */
export async function operatorAsRequester(
  tx: Tx,
  operatorId: string,
  organizationId: string,
): Promise<Requester | null> {
  const row = await tx.operator.findUnique({
    where: { id: operatorId },
    select: { name: true, email: true, locale: true },
  });
  return (
    row && { ...row, organizationId, customerId: null, requesterId: operatorId, locale: localeOf(row.locale) }
  );
}

/** An organization itself, where nobody in particular asks for it. */
export async function organizationAsRequester(
  tx: Tx,
  organizationId: string,
  caller: Caller,
): Promise<Requester> {
  const { name, email } = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { name: true, email: true },
  });
  return { organizationId, customerId: null, requesterId: null, name, email, locale: caller.locale };
}
