"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/now";
import { newsOf } from "@/lib/field-service/jobs/offline/news";
import type { JobNews } from "@/lib/field-service/jobs/snapshot";
import { Go } from "./go";
import { jobPath } from "./path";
import { useEngine, useJobs } from "./use-jobs";
import { momentText } from "./when";

/** What the office and the customers changed since one looked: each leads to its job, and all of it goes with a press. */
export function NewsStrip() {
  const t = useTranslations("field-service.work.news");
  const engine = useEngine();
  const { snapshot, ready } = useJobs();
  const news = newsOf(snapshot);
  // The device's own time zone is not known to the server that draws first.
  if (!ready || news.length === 0) return null;
  return (
    <Notice tone="progress" title={t("title")}>
      <ul className="divide-y divide-line">
        {news.map((each) => (
          <Item key={each.id} news={each} />
        ))}
      </ul>
      <Button size="touch" className="mt-2 w-full" onClick={() => void engine.seen()}>
        {t("seen")}
      </Button>
    </Notice>
  );
}

function Item({ news: { text, ticketId, at } }: { news: JobNews }) {
  const locale = useLocale();
  const now = useNow();
  const { snapshot } = useJobs();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const open = ticketId !== null && snapshot?.jobs.some(({ id }) => id === ticketId);
  return (
    <li className="py-2 text-base text-ink">
      {open ? (
        <Go href={jobPath(ticketId)} className="flex min-h-12 items-center underline underline-offset-2">
          {text}
        </Go>
      ) : (
        text
      )}
      <p className="figures text-ink-3 text-sm">{momentText(at, now, locale, zone)}</p>
    </li>
  );
}
