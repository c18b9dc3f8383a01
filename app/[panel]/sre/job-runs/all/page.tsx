import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { jobRunTabs } from "@/components/console/sre/job-run-tabs";
import { jobRuns } from "@/lib/sre/job-runs/resource";

export const generateMetadata = titled(`${jobRuns.module}.resources.${jobRuns.name}.label`);

export default async function AllJobRunsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, jobRuns.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={jobRuns}
      searchParams={searchParams}
      path="sre/job-runs/all"
      tabs={jobRunTabs(reader)}
    />
  );
}
