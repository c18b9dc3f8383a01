import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/core/caller";
import { valueLabel } from "@/lib/core/resource/describe";
import { approvals } from "@/lib/governance/approvals/resource";
import type { TicketCredit } from "@/lib/support/support-tickets/credits";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import type { Fact } from "../facts";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { linkResources } from "./ticket-links";

/** What is known of a ticket: whose it is, who has it, what it is about, and when what happened. */
export function ticketFacts(
  reader: Reader,
  ticket: SupportTicketRecord,
  credits: readonly TicketCredit[],
): Fact[] {
  const { t, caller, href } = reader;
  const label = (key: string) => t(`support.resources.support-tickets.columns.${key}`);
  const value = (key: "type" | "priority" | "channel") => valueLabel(supportTickets, key, ticket[key], t);
  const linked = (path: string, permission: string, text: string): ReactNode =>
    may(caller, permission) ? (
      <Link href={href(path)} className="text-accent hover:underline">
        {text}
      </Link>
    ) : (
      text
    );
  const fact = (key: string, shown: ReactNode): Fact[] =>
    shown === null || shown === undefined || shown === "" ? [] : [{ key, label: label(key), value: shown }];
  const time = (at: Date | null) => (at ? <Time value={at.toISOString()} style="both" /> : null);
  const about = (
    [
      ["orderId", ticket.order],
      ["topUpId", ticket.topUp],
      ["billId", ticket.bill],
      ["disputeId", ticket.dispute],
      ["serviceTicketId", ticket.serviceTicket],
    ] as const
  ).flatMap(([key, target]) => {
    if (!target) return [];
    const resource = linkResources[key];
    const text = target.number ?? t("support.pages.ticket.draft");
    return fact(
      key,
      mayRead(resource, reader) && resource.page ? (
        <Link href={href(resource.page.replace(":id", target.id))} className="text-accent hover:underline">
          {text}
        </Link>
      ) : (
        text
      ),
    );
  });
  const { customer, assignee, queue, mergedInto, merged } = ticket;
  const ticketLink = ({ id, number }: { id: string; number: string }) => (
    <Link
      key={id}
      href={href(`support/support-tickets/${id}`)}
      className="mr-2 inline-block text-accent hover:underline"
    >
      {number}
    </Link>
  );
  return [
    ...fact("type", value("type")),
    ...fact("priority", value("priority")),
    ...fact(
      "requester",
      <>
        {customer
          ? linked(`customers/customers/${customer.id}`, "customers.customers.read", ticket.requesterName)
          : ticket.requesterName}
        {ticket.requesterEmail && ticket.side === "staff" ? (
          <span className="block text-ink-3 text-xs">{ticket.requesterEmail}</span>
        ) : null}
      </>,
    ),
    ...fact(
      "organization",
      linked(
        `customers/organizations/${ticket.organizationId}`,
        "customers.organizations.read",
        ticket.organization.name,
      ),
    ),
    ...fact(
      "assignee",
      assignee
        ? linked(`governance/operators/${assignee.id}`, "governance.operators.read", assignee.name)
        : t("support.pages.ticket.nobody"),
    ),
    ...(queue ? fact("queue", queue.name) : []),
    ...about,
    ...(credits.length > 0
      ? [
          {
            key: "credits",
            label: t("support.pages.ticket.credits"),
            value: credits.map(({ id, number, amount, state }) => (
              <span key={id} className="block">
                <Money value={amount} /> · {valueLabel(approvals, "state", state, t)}{" "}
                {linked(`governance/approvals/${id}`, "governance.approvals.read", number)}
              </span>
            )),
          },
        ]
      : []),
    ...fact("keyPrefix", ticket.keyPrefix ? <span className="font-mono">{ticket.keyPrefix}</span> : null),
    ...fact("channel", value("channel")),
    ...fact("createdAt", time(ticket.createdAt)),
    ...fact("firstRespondedAt", time(ticket.firstRespondedAt)),
    ...fact("resolvedAt", time(ticket.resolvedAt)),
    ...fact("closedAt", time(ticket.closedAt)),
    ...fact(
      "urgedCount",
      ticket.urgedCount > 0 ? <span className="figures">{ticket.urgedCount}</span> : null,
    ),
    ...fact(
      "reopenedCount",
      ticket.reopenedCount > 0 ? <span className="figures">{ticket.reopenedCount}</span> : null,
    ),
    ...fact("mergedIntoId", mergedInto ? ticketLink(mergedInto) : null),
    ...(merged.length > 0
      ? [{ key: "merged", label: t("support.pages.ticket.mergedFrom"), value: merged.map(ticketLink) }]
      : []),
  ];
}
