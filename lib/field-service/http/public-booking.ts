import { z } from "zod";
import { hours } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { modulesOff } from "@/lib/core/directory";
import { notFound } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { reason } from "@/lib/core/id";
import { object, parseInput } from "@/lib/core/input";
import { bookingOrganization } from "@/lib/field-service/service-tickets/book-publicly";
import { moment } from "@/lib/field-service/service-tickets/fields";
import { type BookableDays, freeSlots, mostDays } from "@/lib/field-service/service-tickets/free-slots";
import { countUse, networkOf } from "@/lib/governance/auth/attempts";
import { setting } from "@/lib/settings/settings/read";

const period = object({
  from: z.iso.date({ error: "field-service.validation.date" }).optional(),
  days: z.coerce.number().int().min(1).max(mostDays).optional(),
});

/** Which days are asked for: `from` (YYYY-MM-DD) and how many `days`. @throws invalid_input naming the parameter. */
export function askedPeriod(params: URLSearchParams): { from?: string; count?: number } {
  const { from, days } = parseInput(period, Object.fromEntries(params));
  return { ...(from === undefined ? {} : { from }), ...(days === undefined ? {} : { count: days }) };
}

const looksAnHour = 600;

/** Counts a look at the free times. @throws rate_limited. */
export const countLook = (facts: RequestFacts): Promise<void> =>
  countUse("booking:slots", networkOf(facts.address), looksAnHour, hours(1) / 1000);

/** What the page of bookings needs to know; `photoMegabytes` is the largest photo taken. */
export type BookingOffer = { organization: string; days: BookableDays; photoMegabytes: number };

/** The times that can be booked with the organization strangers book with. @throws not_found where the module is off. */
export async function bookingOffer(asked: { from?: string; count?: number }): Promise<BookingOffer> {
  if ((await modulesOff()).has("field-service")) throw notFound();
  const [organizationId, { maxUploadMegabytes }] = await Promise.all([
    bookingOrganization(),
    setting("fieldService"),
  ]);
  const [{ name }, days] = await Promise.all([
    prisma.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    freeSlots(organizationId, asked),
  ]);
  return { organization: name, days, photoMegabytes: maxUploadMegabytes };
}

const version = z.int().positive().optional();

/** What a customer sends to call their visit off. */
export const cancellation = object({ version, reason });

/** What a customer sends to move their visit. */
export const move = object({ version, appointment_start: moment });
