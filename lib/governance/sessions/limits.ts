import { hours, minutes } from "@/lib/core/clock";
import type { SettingValue } from "@/lib/settings/settings/definitions";

/** How long somebody may take from the password to the second factor, in minutes. */
export const secondFactorMinutes = 15;

/**
 * When a session ends unless somebody uses it: the idle limit after its last request, never past its absolute limit.
 * @param createdAt when the password was accepted.
 * @param lastSeenAt its last request.
 */
export function effectiveExpiry(
  createdAt: Date,
  lastSeenAt: Date,
  { idleMinutes, absoluteHours }: SettingValue<"auth">,
): Date {
  const idle = lastSeenAt.getTime() + minutes(idleMinutes);
  const absolute = createdAt.getTime() + hours(absoluteHours);
  return new Date(Math.min(idle, absolute));
}
