import { offer, offered } from "@/components/console/command-offer";
import { pageCrumbs } from "@/components/console/crumbs";
import { InboxList } from "@/components/console/inbox-list";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerOf } from "@/components/console/reader";
import { RunButton } from "@/components/console/run-button";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { AppError } from "@/lib/core/errors";
import { asRecords, list } from "@/lib/core/resource/list";
import { readAllInboxItems } from "@/lib/notifications/inbox/read-all";
import { inboxItems } from "@/lib/notifications/inbox/resource";
import { inboxText } from "@/lib/notifications/inbox/text";
import { unreadCount } from "@/lib/notifications/inbox/unread";

export const generateMetadata = titled("notifications.menu.inbox");

const columns = ["message", "params", "href", "unread", "createdAt"];

export default async function InboxPage({ params, searchParams }: ListPageProps) {
  const [reader, { cursor, show }] = await Promise.all([readerOf(params), searchParams]);
  const { caller, t, href } = reader;
  const filters: Record<string, string> = show === "unread" ? { unread: "true" } : {};
  const read = (at?: string) => list(inboxItems, { filters, columns, cursor: at, limit: 50 }, caller);
  const [page, unread] = await Promise.all([
    // An old link to a page of the inbox leads to its beginning.
    read(typeof cursor === "string" ? cursor : undefined).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "invalid_input") return read();
      throw error;
    }),
    unreadCount(caller),
  ]);
  const entries = asRecords(page).map((row) => ({
    id: String(row.id),
    text: inboxText({ message: String(row.message), params: row.params }, t, caller.locale),
    href: row.href ? href(String(row.href).replace(/^\/(ops|tenant)?\/?/, "")) : null,
    unread: row.unread === true,
    at: String(row.createdAt),
  }));
  const base = href("notifications/inbox");
  const tabs = [
    { href: base, label: t("core.common.all") },
    { href: `${base}?show=unread`, label: t("notifications.pages.inbox.unread"), count: unread },
  ];
  const toPage = (at: string) =>
    `${base}?${new URLSearchParams({ ...(show === "unread" ? { show } : {}), cursor: at })}`;
  return (
    <>
      <PageHeader
        title={t("notifications.menu.inbox")}
        crumbs={pageCrumbs(reader, "notifications", t("notifications.menu.inbox"))}
        actions={
          unread > 0
            ? offered([offer(reader, readAllInboxItems, { icon: "check-check" })]).map((spec) => (
                <RunButton key={spec.command} spec={spec} />
              ))
            : null
        }
        tabs={tabs}
        activeTab={show === "unread" ? tabs[1]?.href : base}
      />
      {entries.length > 0 ? (
        <InboxList reader={reader} entries={entries} />
      ) : (
        <div className="rounded-md border border-line bg-surface">
          <EmptyState
            title={t("notifications.pages.inbox.empty")}
            description={t("notifications.pages.inbox.emptyDescription")}
          />
        </div>
      )}
      {page.previousCursor || page.nextCursor ? (
        <div className="mt-3">
          <Pagination
            previousHref={page.previousCursor && toPage(page.previousCursor)}
            nextHref={page.nextCursor && toPage(page.nextCursor)}
          />
        </div>
      ) : null}
    </>
  );
}
