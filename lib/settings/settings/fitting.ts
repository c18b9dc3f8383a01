import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";
import type { SettingKey } from "@/lib/settings/settings/definitions";

/**
 * What one field of a setting demands of another. Not part of the definitions: a stored value that breaks such a rule still
 * counts field by field, and can be put right.
 * @param value of the setting, parsed.
 * @throws invalid_input naming the field to change.
 */
export function requireFitting(key: SettingKey, value: Record<string, unknown>): void {
  if (key !== "fieldService") return;
  const { dayStart, dayEnd, slotMinutes } = value as Record<"dayStart" | "dayEnd" | "slotMinutes", number>;
  if (dayEnd <= dayStart)
    throw invalidInput([
      { path: "dayEnd", key: "settings.validation.hour_after", params: { first: dayStart } },
    ]);
  // A visit longer than the day leaves no time to book.
  const most = (dayEnd - dayStart) * 60;
  if (slotMinutes > most) throw invalidInput([fault("slotMinutes", "most", { limit: String(most) })]);
}
