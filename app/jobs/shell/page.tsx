import { JobsApp } from "@/components/jobs/jobs-app";

/** The page the service worker keeps for times without network. It holds nothing of anybody. */
export default function JobsShellPage() {
  return <JobsApp first={null} path="/jobs/shell" />;
}
