"use client";

import { CloudCheck, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Heading } from "./heading";
import { QueueItem } from "./queue-item";
import { useEngine, useJobs } from "./use-jobs";

/** Everything that was not sent. */
export function QueuePage() {
  const t = useTranslations("field-service.work.queue");
  const engine = useEngine();
  const { queue, ready, online, session } = useJobs();
  const movable = queue.some(({ trouble }) => trouble === null);
  return (
    <>
      <Heading>{t("title")}</Heading>
      {ready && queue.length === 0 ? (
        <EmptyState icon={<CloudCheck aria-hidden />} title={t("none")} description={t("noneHelp")} />
      ) : null}
      {movable && online && session === "open" ? (
        <Button look="primary" size="touch" className="w-full" onClick={() => void engine.sendNow()}>
          <Send aria-hidden />
          {t("retryAll")}
        </Button>
      ) : null}
      <ul className="space-y-3">
        {queue.map((entry) => (
          <QueueItem key={entry.id} entry={entry} named />
        ))}
      </ul>
    </>
  );
}
