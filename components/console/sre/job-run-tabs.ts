import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** What somebody's work started, and everything with what schedules start by the minute. */
export const jobRunTabs = ({ href, t }: Reader): TabLink[] => [
  { href: href("sre/job-runs"), label: t("sre.pages.job-runs.tabs.work") },
  { href: href("sre/job-runs/all"), label: t("sre.pages.job-runs.tabs.all") },
];
