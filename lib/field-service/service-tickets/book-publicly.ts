import { z } from "zod";
import { hours } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import { prisma } from "@/lib/core/db";
import { modulesOff } from "@/lib/core/directory";
import { notFound, refused } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { earlierAnswer } from "@/lib/core/idempotency";
import { object, parseInput } from "@/lib/core/input";
import { platformPlace } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { bookingFields, bookServiceTicket } from "@/lib/field-service/service-tickets/book";
import { followSecretAgain } from "@/lib/field-service/service-tickets/follow-secret";
import { momentAt, requireBookable, zoneOf } from "@/lib/field-service/service-tickets/slots";
import { countUse, networkOf } from "@/lib/governance/auth/attempts";
import { setting } from "@/lib/settings/settings/read";

const date = z.iso.date({ error: "field-service.validation.date" });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:00)?$/, { error: "field-service.validation.time" });

/** A booking as a stranger sends it (field-service, public interface). */
export const publicBooking = object({
  customer_name: bookingFields.customerName,
  customer_phone: bookingFields.phone,
  address: bookingFields.address,
  appointment_date: date,
  appointment_time: time,
  issue_desc: bookingFields.issue,
  locale: z.enum(["en", "zh"]).optional(),
  /** No person sees this field, so none fills it in. */
  website: z.string().max(200).optional(),
});

const window = hours(1) / 1000;

/** The organization strangers book with (setting `fieldService.bookingOrganization`). */
export async function bookingOrganization(): Promise<string> {
  const { bookingOrganization: chosen } = await setting("fieldService");
  if (!chosen) return (await platformPlace()).organizationId;
  const where = { id: chosen, state: "active" as const };
  if ((await prisma.organization.count({ where })) === 0) return (await platformPlace()).organizationId;
  return chosen;
}

/**
 * Books a visit for a stranger, by date and time of the organization's clock.
 * @param key the request's idempotency key, if any: a repeat books nothing and gets the same answer, since on a bad line it is
 * the answer that is lost. Keys of one telephone number do not meet those of another.
 * @returns the ticket's number, and the secret of the link that follows it.
 * @throws rate_limited by network address and by telephone number; invalid_input; rule_violation for robots, and outside of the
 * times that can be booked; not_found where the module is off.
 */
export async function bookPublicly(input: unknown, facts: RequestFacts, key?: string) {
  if ((await modulesOff()).has("field-service")) throw notFound();
  const { bookingsPerAddress, bookingsPerPhone } = await setting("fieldService");
  await countUse("booking:address", networkOf(facts.address), bookingsPerAddress, window);
  const booking = parseInput(publicBooking, input);
  if (booking.website) throw refused("field-service.not_a_person");
  const hash = lookupHashes(`booking:${booking.customer_phone}`)[0] ?? "";
  const organizationId = await bookingOrganization();
  const start = await momentAt(
    booking.appointment_date,
    booking.appointment_time,
    await zoneOf(organizationId),
  );
  const caller = {
    ...(await systemCaller("booking")),
    ...facts,
    ...(key ? { idempotencyKey: `${hash}:${key}` } : {}),
  };
  const visit = {
    customerName: booking.customer_name,
    phone: booking.customer_phone,
    address: booking.address,
    issue: booking.issue_desc,
    appointmentStart: start.toISOString(),
    locale: booking.locale ?? facts.locale,
    organizationId,
  };
  if ((await earlierAnswer(caller, bookServiceTicket.name, visit)) === null) {
    await countUse("booking:phone", hash, bookingsPerPhone, window);
    await requireBookable(organizationId, start);
  }
  const { followSecret, ...ticket } = await perform(bookServiceTicket, visit, caller);
  return { ...ticket, followSecret: followSecret ?? (await followSecretAgain(ticket.ticketId)) };
}
