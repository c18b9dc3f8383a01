import { z } from "zod";
import type { Run } from "@/lib/core/command";

/** The name of a command ("organizations.import") or of a noun, for all of its commands. */
export const breakerKey = z
  .string()
  .regex(/^[a-z-]+(\.[a-z-]+)?$/)
  // What opened a breaker must be able to close it.
  .refine((key) => !key.startsWith("circuit-breakers"), {
    error: "sre.validation.breaker_of_breakers",
  });

/** Opens or closes a breaker; one that was never touched is closed. */
export async function switchBreaker(
  { input, tx, audit, now }: Run<{ key: string; reason: string }>,
  open: boolean,
): Promise<{ key: string; open: boolean }> {
  const { key, reason } = input;
  const before = await tx.circuitBreaker.findUnique({ where: { key }, select: { open: true, reason: true } });
  const state = { open, reason: open ? reason : null, changedAt: now };
  await tx.circuitBreaker.upsert({
    where: { key },
    create: { key, ...state },
    update: { ...state, version: { increment: 1 } },
    select: { key: true },
  });
  audit.target({ type: "circuit-breakers", id: key, label: key });
  audit.change(before ?? { open: false, reason: null }, { open, reason: state.reason });
  return { key, open };
}
