"use client";

import { CalendarCheck, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { useNow } from "@/components/ui/now";
import { Skeleton } from "@/components/ui/skeleton";
import { dayIn, type JobView, type Section, sectionOf, viewOf } from "@/lib/field-service/jobs/offline/order";
import type { Job } from "@/lib/field-service/jobs/snapshot";
import { Heading } from "./heading";
import { JobCard } from "./job-card";
import { ListSection } from "./list-section";
import { NewsStrip } from "./news-strip";
import { SignIn } from "./status-strip";
import { TakenList } from "./taken-list";
import { useJobs } from "./use-jobs";

type Shown = {
  job: Job;
  view: JobView;
  /** Its day is said: what is late is done today, but was another day's. */
  dated: boolean;
};

/** What is under way, what today brings, what comes next, and what was done lately. */
export function JobList() {
  const t = useTranslations("field-service.work");
  const { snapshot, queue, arrived, ready, operatorId, refreshing } = useJobs();
  const now = useNow();
  if (!snapshot) {
    if (!ready || refreshing) return <Loading />;
    return (
      <>
        <Heading hidden>{t("title")}</Heading>
        <EmptyState
          icon={<UserX aria-hidden />}
          title={t("signedOut")}
          description={t("signedOutHelp")}
          action={operatorId === null ? <SignIn /> : undefined}
        />
      </>
    );
  }
  if (snapshot.technician === null && snapshot.jobs.length === 0)
    return (
      <>
        <Heading hidden>{t("title")}</Heading>
        <EmptyState
          icon={<UserX aria-hidden />}
          title={t("noTechnician")}
          description={t("noTechnicianHelp")}
        />
      </>
    );
  const sections = new Map<Section, Shown[]>();
  for (const job of snapshot.jobs) {
    const view = viewOf(job, [...arrived, ...queue]);
    const day = dayIn(new Date(job.appointmentStart), job.timeZone);
    const today = dayIn(now, job.timeZone);
    const section = sectionOf(view.state, day, today);
    const dated = section !== "today" || day !== today;
    sections.set(section, [...(sections.get(section) ?? []), { job, view, dated }]);
  }
  sections.get("done")?.reverse();
  const open = ["now", "today", "next"].some((name) => sections.has(name as Section));
  return (
    <>
      <Heading hidden>{t("title")}</Heading>
      <NewsStrip />
      {open ? null : (
        <EmptyState icon={<CalendarCheck aria-hidden />} title={t("none")} description={t("noneHelp")} />
      )}
      {(["now", "today", "next", "done"] as const).map((name) => (
        <Cards key={name} title={t(`sections.${name}`)} shown={sections.get(name) ?? []} />
      ))}
      <TakenList />
    </>
  );
}

function Cards({ title, shown }: { title: string; shown: Shown[] }) {
  if (shown.length === 0) return null;
  return (
    <ListSection title={title}>
      {shown.map(({ job, view, dated }) => (
        <JobCard key={job.id} job={job} view={view} dated={dated} />
      ))}
    </ListSection>
  );
}

function Loading() {
  const t = useTranslations("field-service.work");
  return (
    <div aria-busy className="space-y-3">
      <Heading hidden>{t("loading")}</Heading>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-32" />
      ))}
    </div>
  );
}
