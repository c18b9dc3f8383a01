"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { readTheme, THEME_COOKIE } from "@/lib/core/i18n/theme";
import type { JobSnapshot } from "@/lib/field-service/jobs/snapshot";
import { createEngine } from "./engine";
import { catchInstall } from "./install";
import { JobList } from "./job-list";
import { JobPage } from "./job-page";
import { MorePage } from "./more-page";
import { home, openJobId, usePath } from "./path";
import { QueuePage } from "./queue-page";
import { StatusStrip } from "./status-strip";
import { TopBar } from "./top-bar";
import { JobsProvider } from "./use-jobs";

export type JobsAppProps = {
  /** What the server knows; null on the page that is kept for times without network. */
  first: JobSnapshot | null;
  /** The address the page is drawn for. */
  path: string;
};

/** The technician's pages: one page that works from what the device keeps. */
export function JobsApp({ first, path: drawn }: JobsAppProps) {
  const [engine] = useState(() => createEngine(first));
  const path = usePath(drawn);
  useEffect(() => engine.start(), [engine]);
  useEffect(catchInstall, []);
  useEffect(() => {
    registerWorker();
    applyTheme();
  }, []);
  return (
    <JobsProvider value={engine}>
      <div className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col">
        <TopBar path={path} />
        <main className="flex-1 space-y-4 px-4 pt-4 pb-8">
          <StatusStrip />
          <Page path={path} key={path} />
        </main>
      </div>
    </JobsProvider>
  );
}

function Page({ path }: { path: string }) {
  const t = useTranslations("field-service.work");
  const id = openJobId(path);
  const title =
    path === `${home}/queue` ? t("queue.title") : path === `${home}/more` ? t("more.title") : t("title");
  useEffect(() => {
    if (id === null) document.title = title;
  }, [id, title]);
  if (id !== null) return <JobPage id={id} />;
  if (path === `${home}/queue`) return <QueuePage />;
  if (path === `${home}/more`) return <MorePage />;
  return <JobList />;
}

/** While developing, what is kept would hide what was changed. */
function registerWorker(): void {
  if (process.env.NODE_ENV !== "production") return;
  void navigator.serviceWorker
    ?.register("/jobs-worker.js", { scope: home, updateViaCache: "none" })
    .catch(() => undefined);
}

/** The page that is kept was drawn when another theme may have been chosen. */
function applyTheme(): void {
  const theme = readTheme(new RegExp(`(?:^|; )${THEME_COOKIE}=(\\w+)`).exec(document.cookie)?.[1]);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
