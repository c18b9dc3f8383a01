import { Bot, Cog, User } from "lucide-react";
import { getLocale, getTimeZone } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { changedFields } from "./change-words";
import { Changes } from "./changes";
import type { Reader } from "./reader";
import { actionTitle, type TimelineEntry } from "./timeline-of";

export type TimelineProps = { reader: Reader; entries: TimelineEntry[]; noun: string };

const icons = { operator: User, token: Bot, system: Cog };

/** What happened to a record, newest first: who, what, why, and what it changed. */
export async function Timeline({ reader, entries, noun }: TimelineProps) {
  const { t } = reader;
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()]);
  return (
    <Card title={t("core.timeline.label")} flush>
      {entries.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t("core.timeline.empty")}</p>
      ) : (
        <ol className="divide-y divide-line">
          {entries.map((entry) => {
            const Actor = icons[entry.actorType];
            const fields = changedFields(entry.before, entry.after, { noun, t, locale, timeZone });
            const title = actionTitle(entry.action, t);
            return (
              <li key={entry.id} className="px-4 py-3 text-sm">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <Link
                    href={reader.href(`governance/audit-entries/${entry.id}`)}
                    className="font-medium hover:text-accent hover:underline"
                  >
                    {title}
                  </Link>
                  <span className="inline-flex min-w-0 items-center gap-1 text-ink-2">
                    <Actor aria-hidden className="size-3.5 shrink-0 self-center text-ink-3" />
                    <span className="truncate">{entry.actor}</span>
                  </span>
                  <Time value={entry.at} className="ml-auto text-ink-3 text-xs" />
                </p>
                {entry.reason ? (
                  <p className="mt-0.5 text-ink-2 [overflow-wrap:anywhere]">
                    <q>{entry.reason}</q>
                  </p>
                ) : null}
                {fields.length > 0 ? (
                  <details className="mt-1">
                    <summary className="cursor-pointer text-ink-3 text-xs hover:text-ink">
                      {t("core.console.changedFields", {
                        count: fields.length,
                        names: fields
                          .slice(0, 3)
                          .map((field) => field.label)
                          .join(", "),
                      })}
                    </summary>
                    <div className="mt-1 overflow-hidden rounded-md border border-line">
                      <Changes fields={fields} label={title} />
                    </div>
                  </details>
                ) : null}
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
