import type { CommandSpec } from "@/components/form/command";
import { servingPath } from "@/lib/support/support-tickets/access";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { activeStates, supportTicketMachine } from "@/lib/support/support-tickets/machine";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { proposeCredit } from "@/lib/support/support-tickets/propose-credit";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { reopenTicket } from "@/lib/support/support-tickets/reopen";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { transferTicket } from "@/lib/support/support-tickets/transfer";
import { updateTicket } from "@/lib/support/support-tickets/update";
import { urgeTicket } from "@/lib/support/support-tickets/urge";
import type { FieldChanges } from "../command-fields";
import { offer, offered } from "../command-offer";
import { mayRead } from "../figures";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";
import { linkFields, linkResources } from "./ticket-links";

/** What this reader may do with a ticket as it is now, the likeliest first. */
export function ticketOffers(
  reader: Reader,
  ticket: SupportTicketRecord,
  /** Currency of the bill in question; null where there is none or it may not be seen. */
  currency: string | null,
): CommandSpec[] {
  const { id: ticketId, version, may } = ticket;
  const open = commandsFrom(supportTicketMachine, ticket.state);
  const active = activeStates.some((state) => state === ticket.state);
  const defaults = { ticketId, version };
  const serving = servingPath(ticket);
  const operator: FieldChanges = {
    kind: "reference",
    resource: "operators",
    among: { holds: `support.tickets.comment@${serving}` },
  };
  // Whoever serves a ticket may hold the permission above its organization: `may` has asked for it where it counts.
  const urge = may.urge && active ? offer(reader, urgeTicket, { icon: "bell", defaults }) : null;
  const specs = [
    may.assign && active && !ticket.assignee
      ? offer(reader, assignTicket, {
          icon: "user-check",
          ask: ["assigneeId"],
          changes: { assigneeId: operator },
          defaults,
        })
      : null,
    ticket.side === "customer" ? urge : null,
    may.write && open.has(resolveTicket.name)
      ? offer(reader, resolveTicket, {
          icon: "circle-check",
          ask: ["comment"],
          changes: { comment: { kind: "textarea" } },
          defaults,
        })
      : null,
    may.reopen && open.has(reopenTicket.name)
      ? offer(reader, reopenTicket, { icon: "rotate-ccw", ask: ["reason"], defaults })
      : null,
    may.assign && active
      ? offer(reader, transferTicket, {
          icon: "arrow-left-right",
          ask: ["assigneeId", "queueId", "reason"],
          changes: {
            assigneeId: operator,
            queueId: { kind: "reference", resource: "organizations", among: { upwards: serving } },
          },
          defaults,
        })
      : null,
    may.write && active ? updateOffer(reader, ticket) : null,
    ticket.side === "staff" ? urge : null,
    may.credit && active && currency
      ? offer(reader, proposeCredit, {
          icon: "circle-dollar-sign",
          ask: ["amount", "reason"],
          changes: { amount: { kind: "money", currencies: [currency], positive: true } },
          defaults,
        })
      : null,
    may.write && open.has(mergeTicket.name)
      ? offer(reader, mergeTicket, {
          icon: "git-branch",
          ask: ["intoId", "reason"],
          changes: {
            intoId: {
              kind: "reference",
              resource: "support-tickets",
              among: { joins: ticketId },
            },
          },
          defaults,
        })
      : null,
    may.close && open.has(closeTicket.name)
      ? offer(reader, closeTicket, { icon: "archive", ask: ["reason"], danger: true, defaults })
      : null,
  ];
  return offered(specs);
}

function updateOffer(reader: Reader, ticket: SupportTicketRecord): CommandSpec | null {
  const links = linkFields.filter((field) => mayRead(linkResources[field], reader));
  const current = {
    orderId: ticket.order,
    topUpId: ticket.topUp,
    billId: ticket.bill,
    disputeId: ticket.dispute,
    serviceTicketId: ticket.serviceTicket,
  };
  return offer(reader, updateTicket, {
    icon: "pencil",
    ask: ["subject", "type", "priority", ...links, "keyPrefix"],
    changes: {
      subject: { required: true },
      type: { half: true, required: true },
      priority: { half: true, required: true },
      ...Object.fromEntries(
        links.map((field) => {
          const linked = current[field];
          return [
            field,
            {
              kind: "reference" as const,
              resource: linkResources[field].name,
              among: {
                organizationId: ticket.organizationId,
                ...(ticket.customerId ? { customerId: ticket.customerId } : {}),
              },
              half: true,
              ...(linked ? { referenceTitles: { [linked.id]: linked.number ?? linked.id } } : {}),
            },
          ];
        }),
      ),
      keyPrefix: { kind: "code", half: true },
    },
    defaults: {
      ticketId: ticket.id,
      version: ticket.version,
      subject: ticket.subject,
      type: ticket.type,
      priority: ticket.priority,
      keyPrefix: ticket.keyPrefix,
      ...Object.fromEntries(links.map((field) => [field, current[field]?.id])),
    },
  });
}
