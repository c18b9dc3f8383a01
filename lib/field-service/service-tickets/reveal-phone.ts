import { command, requireStepUp } from "@/lib/core/command";
import { openPhone } from "@/lib/core/crypto/phone";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ticketPlace } from "@/lib/field-service/service-tickets/access";
import { writeEvent } from "@/lib/field-service/service-tickets/change";

/**
 * Shows the customer's whole number this once, to the technician who goes there or to whoever may see numbers; the trail says
 * to whom and why. A technician on the way needs no second proof of who they are.
 */
export const revealTicketPhone = command({
  name: "service-tickets.reveal-phone",
  permission: null,
  input: object({ ticketId: id, reason }),
  async scope({ ticketId }: { ticketId: string }, caller) {
    const place = await ticketPlace(ticketId, caller, ["field-service.tickets.reveal"], { own: true });
    if (!place.mine) requireStepUp({ sensitive: true }, caller);
    return [place];
  },
  shownOnce: ["phone"],
  async run({ input: { ticketId, reason }, tx, caller, audit, now }) {
    const ticket = await tx.serviceTicket.findUnique({
      where: { id: ticketId },
      select: { id: true, organizationId: true, number: true, phoneEncrypted: true },
    });
    if (!ticket) throw notFound();
    await writeEvent({ tx, caller, now }, ticket, "revealed", { reason });
    audit.target({ type: "service-tickets", id: ticketId, label: ticket.number });
    return { ticketId, phone: openPhone({ kind: "service-ticket", id: ticketId }, ticket.phoneEncrypted) };
  },
});
