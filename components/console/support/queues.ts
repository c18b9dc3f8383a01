import type { TabLink } from "@/components/shell/page-header";
import { may, operatorOf } from "@/lib/core/caller";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { countOf } from "../figures";
import type { Reader } from "../reader";

/** The ways to look at tickets: one's own, those nobody has, those that are or will soon be late, all. */
export const queueNames = ["mine", "unassigned", "breaching", "all"] as const;
export type Queue = (typeof queueNames)[number];

/** What a queue always holds to. */
export function queueFilters(queue: Queue, { caller }: Reader): Record<string, string> {
  switch (queue) {
    case "mine":
      return { assigneeId: operatorOf(caller) ?? "", active: "true" };
    case "unassigned":
      return { unassigned: "true", active: "true" };
    case "breaching":
      return { slaState: "due_soon,breached", active: "true" };
    case "all":
      return {};
  }
}

export const queuePath = (queue: Queue): string =>
  queue === "all" ? "support/support-tickets" : `support/support-tickets/${queue}`;

/** Whether the reader works on tickets of others, and not only on what they asked themselves. */
export const worksQueues = ({ caller }: Reader): boolean =>
  ["support.tickets.assign", "support.tickets.comment"].some((permission) => may(caller, permission));

/** The queues as tabs, each with how many tickets wait in it; none for who only follows their own. */
export async function queueTabs(reader: Reader): Promise<TabLink[] | undefined> {
  if (!worksQueues(reader)) return undefined;
  const counted = await Promise.all(
    queueNames.map((queue) => countOf(supportTickets, queueFilters(queue, reader), reader.caller)),
  );
  return queueNames.map((queue, index) => ({
    href: reader.href(queuePath(queue)),
    label: reader.t(`support.pages.queues.${queue}`),
    count: counted[index]?.count,
  }));
}
