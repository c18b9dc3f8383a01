import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { after, days, minutes } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { phone, sealPhone } from "@/lib/core/crypto/phone";
import { hashToken } from "@/lib/core/crypto/token";
import type { Tx } from "@/lib/core/db";
import { invalidInput, notFound } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { nextNumber } from "@/lib/core/numbers";
import { inOrganization } from "@/lib/core/scope";
import { fieldSetting } from "@/lib/field-service/field-setting";
import { requireOpenCentre } from "@/lib/field-service/service-centres/open";
import { writeEvent } from "@/lib/field-service/service-tickets/change";
import { dueAt } from "@/lib/field-service/service-tickets/due";
import { moment, skills } from "@/lib/field-service/service-tickets/fields";
import { followSecretOf } from "@/lib/field-service/service-tickets/follow-secret";
import { tellOfBooking } from "@/lib/field-service/service-tickets/tell-planners";

/** What a customer says of themselves and of what is broken. */
export const bookingFields = {
  customerName: z.string().trim().min(1).max(100),
  phone,
  address: z.string().trim().min(3).max(300),
  issue: z.string().trim().min(3).max(2000),
};

const longest = days(1);

/**
 * The time of an appointment.
 * @param usual how long it takes where no end is given, in minutes.
 * @throws invalid_input when it is over already, ends before it begins or takes longer than a day.
 */
export function appointment(
  input: { appointmentStart: string; appointmentEnd?: string },
  usual: number,
  now: Date,
): { appointmentStart: Date; appointmentEnd: Date } {
  const appointmentStart = new Date(input.appointmentStart);
  const appointmentEnd = input.appointmentEnd
    ? new Date(input.appointmentEnd)
    : after(appointmentStart, minutes(usual));
  const length = appointmentEnd.getTime() - appointmentStart.getTime();
  const fault = (path: string, name: string) =>
    invalidInput([{ path, key: `field-service.validation.${name}` }]);
  if (appointmentStart < now) throw fault("appointmentStart", "past");
  if (length <= 0 || length > longest) throw fault("appointmentEnd", "length");
  return { appointmentStart, appointmentEnd };
}

/** @throws not_found when the organization serves no such customer. */
export async function requireOwnCustomer(tx: Tx, id: string, organizationId: string): Promise<void> {
  if ((await tx.customer.count({ where: { id, organizationId } })) === 0) throw notFound();
}

/** Where a booking came from; nobody says so themselves. */
const sourceOf = ({ actor }: Caller): "booking" | "console" | "api" =>
  actor.type === "system" ? "booking" : actor.type === "token" ? "api" : "console";

/**
 * Books a visit (field-service, workflow). Strangers book through `bookPublicly`, staff for a customer on the telephone.
 * @returns its number and, this once, the secret that follows it.
 */
export const bookServiceTicket = command({
  name: "service-tickets.book",
  permission: "field-service.tickets.write",
  input: object({
    ...bookingFields,
    appointmentStart: moment,
    appointmentEnd: moment.optional(),
    skills: skills.optional(),
    centreId: id.optional(),
    /** The account it belongs to, where there is one. */
    customerId: id.optional(),
    locale: z.enum(["en", "zh"]).optional(),
    organizationId: id.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  secret: ["phone"],
  shownOnce: ["followSecret"],
  async run({ input, tx, caller, place, audit, emit, now }) {
    const { phone: number, organizationId = place.organizationId, skills: needed = [], ...fields } = input;
    const setting = await fieldSetting(tx);
    const time = appointment(input, setting.slotMinutes, now);
    if (fields.centreId) await requireOpenCentre(tx, fields.centreId, organizationId);
    if (fields.customerId) await requireOwnCustomer(tx, fields.customerId, organizationId);
    const ticketId = newId();
    const followSecret = followSecretOf(ticketId);
    const ticket = await tx.serviceTicket.create({
      data: {
        ...fields,
        ...time,
        ...sealPhone({ kind: "service-ticket", id: ticketId }, number),
        id: ticketId,
        number: await nextNumber(tx, "service_ticket"),
        organizationId,
        source: sourceOf(caller),
        skills: needed,
        locale: fields.locale ?? caller.locale,
        followHash: hashToken(followSecret),
        stateSince: now,
        dueAt: dueAt("booked", now, time.appointmentStart, setting),
        createdAt: now,
        updatedAt: now,
      },
      select: { id: true, organizationId: true, number: true, phoneMasked: true, state: true, version: true },
    });
    await writeEvent({ tx, caller, now }, ticket, "booked", { happenedAt: now });
    audit.target({ type: "service-tickets", id: ticketId, label: ticket.number });
    audit.change(null, { ...fields, ...time, skills: needed, phoneMasked: ticket.phoneMasked });
    if (sourceOf(caller) === "booking")
      await tellOfBooking({ tx, caller, place, now }, { number: ticket.number, address: fields.address });
    emit("service-tickets/booked", { ticketId, organizationId });
    return { ticketId, number: ticket.number, state: ticket.state, version: ticket.version, followSecret };
  },
});
