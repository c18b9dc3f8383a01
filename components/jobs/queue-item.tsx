"use client";

import { Copy, Download, RotateCcw, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/now";
import { Progress } from "@/components/ui/progress";
import type { QueueEntry } from "@/lib/field-service/jobs/offline/entry";
import { waitingFor } from "@/lib/field-service/jobs/offline/order";
import { photoOf } from "@/lib/field-service/jobs/offline/store";
import { BottomSheet } from "./bottom-sheet";
import { TroubleText } from "./trouble-text";
import { useEngine, useJobs } from "./use-jobs";
import { WaitingPhoto } from "./waiting-photo";
import { momentText } from "./when";

/**
 * Something that was not sent: what, when, why it waits, and what one can do about it. One that just arrived says so, until the
 * job itself tells of it.
 */
export function QueueItem({ entry, named = false }: { entry: QueueEntry; named?: boolean }) {
  const t = useTranslations("field-service.work.queue");
  const locale = useLocale();
  const now = useNow();
  const engine = useEngine();
  const { progress } = useJobs();
  const [asking, setAsking] = useState(false);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const part = progress.get(entry.id);
  const { kind, note, trouble } = entry;
  return (
    <li
      className={cn("space-y-3 rounded-md border bg-surface p-3", trouble ? "border-danger" : "border-line")}
    >
      <div className="flex gap-3">
        {kind === "photo" ? <WaitingPhoto entry={entry} className="size-16 shrink-0 rounded-sm" /> : null}
        <div className="min-w-0 flex-1 space-y-1">
          <p className="font-medium text-lg">{t(kind)}</p>
          {named ? (
            <p className="text-ink-2 [overflow-wrap:anywhere]">
              <span className="font-mono">{entry.number}</span>
              {" · "}
              {entry.customerName}
            </p>
          ) : null}
          {note ? <p className="whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{note}</p> : null}
          <p className="figures text-ink-3 text-sm">
            {t("doneAt", { time: momentText(entry.happenedAt, now, locale, zone) })}
          </p>
          {trouble ? null : <Why entry={entry} zone={zone} />}
          {part !== undefined && kind === "photo" ? <Progress value={part} label={t("why.sending")} /> : null}
        </div>
      </div>
      {trouble ? <TroubleText entry={entry} trouble={trouble} zone={zone} /> : null}
      {entry.arrived ? null : (
        <div className="flex flex-wrap gap-2">
          {trouble || entry.notBefore > 0 || entry.unanswered ? (
            <Button size="touch" onClick={() => void engine.retry(entry.id)}>
              <RotateCcw aria-hidden />
              {t("retry")}
            </Button>
          ) : null}
          {trouble && kind === "photo" ? <SavePhoto entry={entry} /> : null}
          {trouble && note ? <CopyNote note={note} /> : null}
          <Button
            size="touch"
            look="danger-quiet"
            onClick={() => setAsking(true)}
            disabled={part !== undefined}
          >
            <Trash2 aria-hidden />
            {t("discard")}
          </Button>
        </div>
      )}
      <BottomSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={t("discardTitle")}
        footer={
          <>
            <Button size="touch" look="danger" onClick={() => void engine.discard(entry.id)}>
              {t("discard")}
            </Button>
            <Button size="touch" onClick={() => setAsking(false)}>
              <Cancel />
            </Button>
          </>
        }
      >
        <p className="text-ink-2">{t(entry.unanswered ? "discardUnanswered" : "discardHelp")}</p>
      </BottomSheet>
    </li>
  );
}

function Cancel() {
  return useTranslations("field-service.work")("cancel");
}

function Why({ entry, zone }: { entry: QueueEntry; zone: string }) {
  const t = useTranslations("field-service.work.queue.why");
  const locale = useLocale();
  const now = useNow();
  const { queue, online, session, progress } = useJobs();
  const waiting = waitingFor(entry, queue, Date.now());
  const reason = entry.arrived
    ? "arrived"
    : progress.has(entry.id)
      ? "sending"
      : session === "ended"
        ? "signedOut"
        : waiting === "earlier"
          ? "earlier"
          : online
            ? waiting === "later"
              ? "later"
              : "nothing"
            : "offline";
  const time = momentText(new Date(entry.notBefore).toISOString(), now, locale, zone);
  return <p className="text-ink-2">{t(reason, { time })}</p>;
}

function SavePhoto({ entry }: { entry: QueueEntry }) {
  const t = useTranslations("field-service.work.queue");

  async function save(): Promise<void> {
    const photo = await photoOf(entry.id);
    if (!photo) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(photo);
    link.download = `${entry.number}-${entry.id.slice(-6)}.${photo.type.split("/")[1] ?? "jpg"}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  return (
    <Button size="touch" onClick={() => void save()}>
      <Download aria-hidden />
      {t("savePhoto")}
    </Button>
  );
}

function CopyNote({ note }: { note: string }) {
  const t = useTranslations("field-service.work.queue");
  const [copied, setCopied] = useState(false);
  return (
    <Button
      size="touch"
      onClick={() =>
        void navigator.clipboard
          .writeText(note)
          .then(() => setCopied(true))
          .catch(() => setCopied(false))
      }
    >
      <Copy aria-hidden />
      {t(copied ? "copied" : "copyNote")}
    </Button>
  );
}
