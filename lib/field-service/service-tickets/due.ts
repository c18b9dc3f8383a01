import { after, hours } from "@/lib/core/clock";
import type { FieldSetting } from "@/lib/field-service/field-setting";
import type { ServiceTicketState } from "@/lib/field-service/service-tickets/machine";

type Hours = Pick<FieldSetting, "confirmHours" | "assignHours" | "startHours" | "completeHours">;

/**
 * When a ticket becomes overdue in its state: so many hours after it came there; one that only waits for its visit, so many
 * hours after the visit should have begun. What has not been planned when the visit should begin is overdue in any case.
 * @param since when it came into the state.
 * @returns null where nothing is waited for any more.
 */
export function dueAt(
  state: ServiceTicketState,
  since: Date,
  appointmentStart: Date,
  setting: Hours,
): Date | null {
  const planned = (count: number): Date => {
    const due = after(since, hours(count));
    return appointmentStart > since && appointmentStart < due ? appointmentStart : due;
  };
  switch (state) {
    case "booked":
      return planned(setting.confirmHours);
    case "confirmed":
      return planned(setting.assignHours);
    case "assigned":
      return after(appointmentStart > since ? appointmentStart : since, hours(setting.startHours));
    case "in_progress":
      return after(since, hours(setting.completeHours));
    case "completed":
    case "canceled":
      return null;
  }
}
