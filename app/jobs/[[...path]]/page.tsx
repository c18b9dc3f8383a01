import { notFound } from "next/navigation";
import { JobsApp } from "@/components/jobs/jobs-app";
import { may } from "@/lib/core/caller";
import { modulesOff } from "@/lib/core/directory";
import { readJobs } from "@/lib/field-service/jobs/read";
import { workPermission } from "@/lib/field-service/service-tickets/access";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import "@/lib/registry";

/** The technician's list, one of their jobs, what waits to be sent, and the rest: told apart by their address on the device. */
export default async function JobsPage({ params }: { params: Promise<{ path?: string[] }> }) {
  const { path = [] } = await params;
  const caller = await currentCaller();
  if ((await modulesOff()).has("field-service") || !may(caller, workPermission) || path.length > 1)
    notFound();
  const snapshot = await readJobs(caller, { also: path[0] });
  return <JobsApp first={snapshot} path={["/jobs", ...path].join("/")} />;
}
