import type { CommandSpec } from "@/components/form/command";
import { openMailTicket } from "@/lib/support/mail/open-ticket";
import { offer } from "../command-offer";
import type { Reader } from "../reader";

/** A ticket from an e-mail that was put aside, as this reader may make one: whose it is, and what kind of question. */
export function mailTicketOffer(reader: Reader, mailId: string): CommandSpec | null {
  return offer(reader, openMailTicket, {
    icon: "life-buoy",
    ask: ["customerId", "organizationId", "type", "priority"],
    changes: {
      customerId: { half: true },
      organizationId: { half: true },
      type: { half: true },
      priority: { half: true },
    },
    defaults: { mailId, type: "technical", priority: "normal" },
    doneHref: reader.href("support/support-tickets/:ticketId"),
  });
}
