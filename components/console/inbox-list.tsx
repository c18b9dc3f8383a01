import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { InboxLink } from "./inbox-link";
import type { Reader } from "./reader";

export type InboxEntry = { id: string; text: string; href: string | null; unread: boolean; at: string };

/** What the reader was told, newest first; following a line marks it as read. */
export function InboxList({ reader, entries }: { reader: Reader; entries: InboxEntry[] }) {
  const { t } = reader;
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {entries.map((entry) => (
        <li key={entry.id} className="relative flex items-start gap-3 px-4 py-2.5 hover:bg-hover">
          <span
            aria-hidden
            className={cn(
              "mt-1.5 size-2 shrink-0 rounded-full",
              entry.unread ? "bg-accent" : "bg-transparent",
            )}
          />
          <div className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
            {entry.unread ? <span className="sr-only">{t("notifications.pages.inbox.unread")} </span> : null}
            {entry.href ? (
              <InboxLink
                id={entry.id}
                href={entry.href}
                unread={entry.unread}
                className={cn("stretched", entry.unread ? "font-medium" : "text-ink-2")}
              >
                {entry.text}
              </InboxLink>
            ) : (
              <span className={entry.unread ? "font-medium" : "text-ink-2"}>{entry.text}</span>
            )}
          </div>
          <Time value={entry.at} className="shrink-0 text-ink-3 text-xs leading-5" />
        </li>
      ))}
    </ul>
  );
}
