"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useNow } from "@/components/ui/now";
import type { JobView } from "@/lib/field-service/jobs/offline/order";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { ContactBar } from "./contact-bar";
import { Go } from "./go";
import { JobState } from "./job-state";
import { jobPath } from "./path";
import { dayText, slotText } from "./when";

/** A job on the list: one large press opens it. */
export function JobCard({ job, view, dated }: { job: Job; view: JobView; dated: boolean }) {
  const t = useTranslations("field-service.work");
  const locale = useLocale();
  const now = useNow();
  const late = view.state === "assigned" && new Date(job.appointmentEnd) < now;
  const over = view.state === "completed" || view.state === "canceled";
  const slot = slotText(job.appointmentStart, job.appointmentEnd, locale, job.timeZone);
  return (
    <li className="overflow-hidden rounded-md border border-line bg-surface">
      <div className="relative space-y-1 p-4 hover:bg-hover">
        <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="figures font-semibold text-lg">
            {dated ? `${dayText(job.appointmentStart, locale, job.timeZone)} · ${slot}` : slot}
          </span>
          <span className="inline-flex flex-wrap gap-1">
            {late ? <Badge tone="danger">{t("late")}</Badge> : null}
            <JobState view={view} />
          </span>
        </p>
        <h3 className="text-lg">
          <Go
            href={jobPath(job.id)}
            className="stretched font-medium [overflow-wrap:anywhere] focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            {job.customerName}
          </Go>
        </h3>
        <p className="text-ink-2 text-lg [overflow-wrap:anywhere]">{job.address}</p>
        <p data-may-be-cut className="line-clamp-2 text-ink-3 [overflow-wrap:anywhere]">
          {job.issue}
        </p>
        {view.troubled > 0 ? <Badge tone="danger">{t("queue.open", { count: view.troubled })}</Badge> : null}
      </div>
      {over ? null : (
        <div className="border-line border-t p-2">
          <ContactBar job={job} />
        </div>
      )}
    </li>
  );
}
