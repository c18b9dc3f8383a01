import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { offer, offered } from "../command-offer";
import type { Reader } from "../reader";
import { ResourcePage, type SearchParams } from "../resource-page";
import { type Queue, queueFilters, queuePath, queueTabs, worksQueues } from "./queues";

export type TicketQueueProps = { reader: Reader; queue: Queue; searchParams: SearchParams };

/** A queue of tickets as a page. */
export async function TicketQueue({ reader, queue, searchParams }: TicketQueueProps) {
  const { caller, t, href } = reader;
  const create = may(caller, openSupportTicket.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("support/support-tickets/new")}>
        <Plus aria-hidden />
        {t("support.commands.support-tickets.open.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={supportTickets}
      searchParams={searchParams}
      path={queuePath(queue)}
      fixed={queueFilters(queue, reader)}
      tabs={await queueTabs(reader)}
      actions={create}
      bulk={offered([
        worksQueues(reader)
          ? offer(reader, assignTicket, {
              icon: "user-check",
              ask: ["assigneeId"],
              changes: {
                assigneeId: {
                  kind: "reference",
                  resource: "operators",
                  // Who answers here answers everybody below, whosever tickets are chosen.
                  among: { holds: `support.tickets.comment@${caller.scope.path}` },
                },
              },
            })
          : null,
      ]).map((spec) => ({ ...spec, idField: "ticketId" }))}
      emptyAction={queue === "all" ? create : undefined}
      emptyTitle={queue === "all" ? undefined : t(`support.pages.queues.empty.${queue}`)}
      emptyDescription={queue === "all" ? undefined : t(`support.pages.queues.emptyDescription.${queue}`)}
    />
  );
}
