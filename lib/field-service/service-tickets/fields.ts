import { z } from "zod";
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

/**
 * When an act really happened. Clocks of phones are off, some by hours; whoever works with one that is fast was there all the
 * same, and what cannot have happened yet happened now.
 * @param told by the phone; now when it says nothing.
 */
export function happened(told: string | undefined, now: Date): Date {
  const at = told === undefined ? now : new Date(told);
  return at > now ? now : at;
}
