"use client";

import { SearchX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { viewOf } from "@/lib/field-service/jobs/offline/order";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { ContactBar } from "./contact-bar";
import { Go } from "./go";
import { Heading } from "./heading";
import { JobActions } from "./job-actions";
import { JobHistory } from "./job-history";
import { JobPhotos } from "./job-photos";
import { JobState } from "./job-state";
import { NoteForm } from "./note-form";
import { home } from "./path";
import { QueueItem } from "./queue-item";
import { useEngine, useJobs } from "./use-jobs";
import { dayText, slotText } from "./when";

/** One job with all that is needed at the customer's door. */
export function JobPage({ id }: { id: string }) {
  const t = useTranslations("field-service.work");
  const engine = useEngine();
  const { snapshot, queue, ready, refreshing } = useJobs();
  const job = snapshot?.jobs.find((each) => each.id === id);
  const own = queue.filter(({ ticketId }) => ticketId === id);
  const missing = ready && !job;
  useEffect(() => {
    if (missing) void engine.refresh();
  }, [missing, engine]);
  if (job) return <OpenJob job={job} />;
  if (!ready || refreshing)
    return (
      <div aria-busy className="space-y-3">
        <Heading hidden>{t("loading")}</Heading>
        <Skeleton className="h-12" />
        <Skeleton className="h-40" />
      </div>
    );
  return (
    <>
      <Heading hidden>{t("notFound")}</Heading>
      {own.length > 0 ? (
        <ul className="space-y-3">
          {own.map((entry) => (
            <QueueItem key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : null}
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t("notFound")}
        description={t("notFoundHelp")}
        action={
          <Button asChild size="touch">
            <Go href={home}>{t("toList")}</Go>
          </Button>
        }
      />
    </>
  );
}

function OpenJob({ job }: { job: Job }) {
  const t = useTranslations("field-service.work");
  const locale = useLocale();
  const { queue, arrived } = useJobs();
  const own = [...arrived, ...queue].filter(({ ticketId }) => ticketId === job.id);
  const view = viewOf(job, own);
  const over = view.state === "completed" || view.state === "canceled";
  useEffect(() => {
    document.title = `${job.customerName} · ${job.number}`;
  }, [job.customerName, job.number]);
  return (
    <>
      <div className="space-y-1">
        <p className="flex flex-wrap items-center justify-between gap-2">
          <span className="font-mono text-ink-2">{job.number}</span>
          <JobState view={view} />
        </p>
        <Heading>{job.customerName}</Heading>
      </div>
      {job.state === "canceled" ? (
        <Notice tone="danger" title={t("canceled")}>
          {job.cancelReason ? t("canceledBecause", { reason: job.cancelReason }) : null}
        </Notice>
      ) : null}
      {own.some(({ trouble }) => trouble) ? (
        <ul className="space-y-3">
          {own
            .filter(({ trouble }) => trouble)
            .map((entry) => (
              <QueueItem key={entry.id} entry={entry} />
            ))}
        </ul>
      ) : null}
      {over ? null : <ContactBar job={job} />}
      <dl className="divide-y divide-line rounded-md border border-line bg-surface">
        <Fact label={t("appointment")}>
          <span className="figures">
            {dayText(job.appointmentStart, locale, job.timeZone)}
            {" · "}
            {slotText(job.appointmentStart, job.appointmentEnd, locale, job.timeZone)}
          </span>
        </Fact>
        <Fact label={t("address")}>{job.address}</Fact>
        <Fact label={t("problem")}>
          <span className="whitespace-pre-line">{job.issue}</span>
        </Fact>
        <Fact label={t("customer")}>
          {job.customerName}
          {" · "}
          <span className="figures">{job.phoneMasked}</span>
        </Fact>
        {job.skills.length > 0 ? <Fact label={t("skills")}>{job.skills.join(", ")}</Fact> : null}
      </dl>
      <JobPhotos job={job} entries={own} receipts={view.receipts} closed={view.state === "canceled"} />
      <NoteForm job={job} />
      <JobHistory job={job} entries={own} />
      <JobActions job={job} view={view} />
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="px-4 py-3">
      <dt className="text-ink-3 text-sm">{label}</dt>
      <dd className="text-lg [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
