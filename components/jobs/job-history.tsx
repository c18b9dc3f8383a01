"use client";

import { useLocale, useTranslations } from "next-intl";
import { useNow } from "@/components/ui/now";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import type { Job, JobEvent } from "@/lib/field-service/jobs/snapshot";
import { QueueItem } from "./queue-item";
import { useActor } from "./use-actor";
import { momentText } from "./when";

/** What happened to a job, newest first; what the server does not know yet stands above it. */
export function JobHistory({ job, entries }: { job: Job; entries: QueueEntry[] }) {
  const t = useTranslations("field-service");
  const waiting = entries.filter(({ kind, trouble }) => kind !== "photo" && !trouble);
  return (
    <section className="space-y-3">
      <h2 className="font-semibold text-lg">{t("work.history")}</h2>
      {waiting.length > 0 ? (
        <ul className="space-y-2">
          {waiting.map((entry) => (
            <QueueItem key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : null}
      <ol className="divide-y divide-line rounded-md border border-line bg-surface">
        {job.events.map((event) => (
          <HistoryItem key={event.id} event={event} timeZone={job.timeZone} />
        ))}
      </ol>
    </section>
  );
}

function HistoryItem({ event, timeZone }: { event: JobEvent; timeZone: string }) {
  const t = useTranslations("field-service.pages.ticket.events");
  const locale = useLocale();
  const now = useNow();
  const actor = useActor();
  const { action, technician, from, note, reason, happenedAt } = event;
  const words = t.has(action) ? t(action, { technician: technician ?? "", from: from ?? "" }) : action;
  return (
    <li className="px-4 py-3">
      <p className="[overflow-wrap:anywhere]">
        <span className="font-medium">{actor(event)}</span> {words}
      </p>
      {note ? <p className="whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{note}</p> : null}
      {reason ? <q className="text-ink-2 [overflow-wrap:anywhere]">{reason}</q> : null}
      <p className="figures text-ink-3 text-sm">{momentText(happenedAt, now, locale, timeZone)}</p>
    </li>
  );
}
