import { z } from "zod";
import { minutes } from "@/lib/core/clock";
import { invalidInput } from "@/lib/core/errors";
import { id } from "@/lib/core/id";

export const moment = z.iso.datetime({ offset: true });

export const skill = z.string().trim().min(1).max(40).toLowerCase();
export const skills = z
  .array(skill)
  .max(20)
  .transform((list) => [...new Set(list)].sort());

export const note = z.string().trim().min(1).max(2000);

/**
 * What every act on a ticket takes: which one, the version it was seen in, and, where it was done before it could be told (a
 * phone without network), when.
 */
export const ticketFields = {
  ticketId: id,
  version: z.int().positive().optional(),
  happenedAt: moment.optional(),
};

/** Clocks of phones are a little off. */
const clocksDiffer = minutes(5);

/**
 * When an act really happened.
 * @param told by the phone; now when it says nothing.
 * @throws invalid_input when it lies in the future.
 */
export function happened(told: string | undefined, now: Date): Date {
  if (told === undefined) return now;
  const at = new Date(told);
  if (at.getTime() > now.getTime() + clocksDiffer)
    throw invalidInput([{ path: "happenedAt", key: "field-service.validation.future" }]);
  return at > now ? now : at;
}
