import { command } from "@/lib/core/command";
import { translator } from "@/lib/core/i18n/translator";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { writeEvent } from "@/lib/field-service/service-tickets/change";
import { lockTicket } from "@/lib/field-service/service-tickets/ticket";
import { notify } from "@/lib/notifications/inbox/notify";
import { queueMail } from "@/lib/notifications/mail/send";

/** Reminds of a visit that is near, once: its technician in their inbox, the customer by mail where there is an address. */
export const remindOfTicket = command({
  name: "service-tickets.remind",
  permission: null,
  input: object({ ticketId: id }),
  scope: bySystem(ofRow("service_ticket", (input) => input.ticketId)),
  async run({ input: { ticketId }, tx, caller, audit, now }) {
    const ticket = await lockTicket(tx, ticketId);
    const { number, organizationId, address, appointmentStart, technician, customerName } = ticket;
    audit.target({ type: "service-tickets", id: ticketId, label: number });
    const { count } = await tx.serviceTicket.updateMany({
      where: { id: ticketId, remindedAt: null, state: "assigned", appointmentStart: { gt: now } },
      data: { remindedAt: now },
    });
    if (count === 0) return { ticketId, reminded: false };
    await notify(tx, {
      operatorIds: technician?.operatorId ? [technician.operatorId] : [],
      message: "field-service.inbox.reminder",
      params: { number, address },
      href: `field-service/service-tickets/${ticketId}`,
      organizationId,
      now,
    });
    const { locale, customer, organization } = await tx.serviceTicket.findUniqueOrThrow({
      where: { id: ticketId },
      select: {
        locale: true,
        customer: { select: { email: true } },
        organization: { select: { timeZone: true } },
      },
    });
    if (customer?.email) {
      const language = locale === "zh" ? "zh" : "en";
      const t = await translator(language, "field-service.mail.reminder");
      const when = new Intl.DateTimeFormat(language, {
        dateStyle: "full",
        timeStyle: "short",
        timeZone: organization.timeZone,
      }).format(appointmentStart);
      await queueMail(tx, {
        to: customer.email,
        subject: t("subject", { number }),
        text: t("text", { name: customerName, when, address, number }),
        organizationId,
        now,
      });
    }
    await writeEvent({ tx, caller, now }, ticket, "reminded", {});
    return { ticketId, reminded: true };
  },
});
