import type { CommandSpec } from "@/components/form/command";
import { ticketTypes } from "@/lib/support/sla-policies/fields";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import type { FieldChanges } from "../command-fields";
import { offer } from "../command-offer";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { worksQueues } from "./queues";
import { type LinkField, linkFields, linkResources, type Prefilled } from "./ticket-links";
import { attachmentUpload } from "./upload";

/** What tickets of a type are mostly about: asked for with that type, and with no other. */
const typesOf: Record<LinkField | "keyPrefix", string[]> = {
  topUpId: ["top_up"],
  billId: ["billing_dispute"],
  disputeId: ["billing_dispute"],
  orderId: ["top_up", "technical", "compliance"],
  serviceTicketId: ["technical"],
  keyPrefix: ["quota", "technical"],
};

/** What a link that came along makes of a ticket. */
const typeOf: Partial<Record<LinkField, string>> = {
  topUpId: "top_up",
  billId: "billing_dispute",
  disputeId: "billing_dispute",
  orderId: "technical",
  serviceTicketId: "technical",
};

/** A new ticket as this reader may open it: staff say for whom, everybody else asks for themselves. */
export async function openOffer(
  reader: Reader,
  { links, customer, organizationId }: Prefilled,
  given: Record<string, string | string[] | undefined>,
): Promise<CommandSpec | null> {
  const staff = worksQueues(reader);
  const shown = linkFields.filter((field) => links[field] || mayRead(linkResources[field], reader));
  const [came] = linkFields.filter((field) => links[field]);
  const type = ticketTypes.find((each) => each === given.type) ?? (came ? typeOf[came] : undefined);
  const link = (field: LinkField): FieldChanges => {
    const brought = links[field];
    return {
      kind: "reference",
      resource: linkResources[field].name,
      half: true,
      ...(brought
        ? { referenceTitles: { [brought.id]: brought.title } }
        : { when: { field: "type", in: typesOf[field] } }),
    };
  };
  return offer(reader, openSupportTicket, {
    ask: [
      ...(staff ? ["customerId", "organizationId", "requesterId"] : []),
      "type",
      "priority",
      "subject",
      "body",
      ...shown,
      "keyPrefix",
      "fileIds",
    ],
    changes: {
      customerId: { half: true, ...(customer ? { referenceTitles: { [customer.id]: customer.title } } : {}) },
      organizationId: { half: true },
      requesterId: { kind: "reference", resource: "operators" },
      type: { half: true },
      priority: { half: true, required: true },
      body: { kind: "textarea" },
      ...Object.fromEntries(shown.map((field) => [field, link(field)])),
      keyPrefix: { half: true, kind: "code", when: { field: "type", in: typesOf.keyPrefix } },
      fileIds: { kind: "files", required: false, upload: await attachmentUpload() },
    },
    defaults: {
      priority: "normal",
      ...(type ? { type } : {}),
      ...(staff && customer ? { customerId: customer.id } : {}),
      ...(staff && organizationId ? { organizationId } : {}),
      ...Object.fromEntries(Object.entries(links).map(([field, { id }]) => [field, id])),
    },
    submitLabel: reader.t("support.commands.support-tickets.open.submit"),
    doneHref: reader.href("support/support-tickets/:ticketId"),
  });
}
