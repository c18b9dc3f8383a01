import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { listHref, mayRead } from "../figures";
import type { Reader } from "../reader";
import { RelatedList } from "../related-list";
import type { LinkField } from "./ticket-links";

export type RelatedTicketsProps = {
  reader: Reader;
  /** Which record of the page tickets may be about. */
  link: { [Field in LinkField | "customerId"]?: string };
  /** The ltree path of the organization the record belongs to. */
  path?: string;
};

/** The tickets about a record, and the way to a new one that names it. */
export async function RelatedTickets({ reader, link, path }: RelatedTicketsProps) {
  if (reader.off.has("support") || !mayRead(supportTickets, reader)) return null;
  const { t, caller } = reader;
  const open = may(caller, openSupportTicket.permission ?? "", path);
  return (
    <RelatedList
      reader={reader}
      resource={supportTickets}
      filters={link}
      columns={["number", "subject", "state", "slaState", "createdAt"]}
      title={t("support.pages.related.title")}
      hideEmpty={!open}
      actions={
        open ? (
          <Button asChild look="ghost" size="sm">
            <Link href={listHref(reader, "support/support-tickets/new", link)}>
              {t("support.pages.related.open")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
