import { prisma } from "@/lib/core/db";
import type { TicketPriority, TicketType } from "@/lib/support/sla-policies/fields";
import { businessHours, calendarSelect, promisedSelect } from "@/lib/support/support-tickets/policy";

type Row = Awaited<ReturnType<typeof read>>[number];

/** A policy with the hours it counts in. */
export type Policy = Pick<
  Row,
  "id" | "calendarId" | "firstResponseMinutes" | "resolveMinutes" | "warnMinutes"
> & {
  calendar: ReturnType<typeof businessHours>;
};

const read = () =>
  prisma.slaPolicy.findMany({
    where: { active: true },
    select: {
      id: true,
      organizationId: true,
      type: true,
      priority: true,
      calendarId: true,
      ...promisedSelect,
      calendar: { select: calendarSelect },
    },
  });

/** Every promise there is: asking the database for each of hundreds of tickets would take long. */
export class Policies {
  private constructor(private readonly rows: readonly (Row & { hours: Policy["calendar"] })[]) {}

  static async read(): Promise<Policies> {
    return new Policies((await read()).map((row) => ({ ...row, hours: businessHours(row.calendar) })));
  }

  /** The one that holds, by the same rule as for live tickets: the nearest organization, and there the one that names the type. */
  of(promisers: readonly string[], type: TicketType, priority: TicketPriority): Policy | null {
    for (const organizationId of promisers) {
      const near = this.rows.filter(
        (row) => row.organizationId === organizationId && row.priority === priority,
      );
      const row = near.find((each) => each.type === type) ?? near.find((each) => each.type === null);
      if (row) {
        const { id, calendarId, firstResponseMinutes, resolveMinutes, warnMinutes, hours } = row;
        return { id, calendarId, firstResponseMinutes, resolveMinutes, warnMinutes, calendar: hours };
      }
    }
    return null;
  }
}
