import { redirect } from "next/navigation";
import { jobsHome, worksOnly } from "@/lib/field-service/jobs/home";
import { currentCaller, currentPanel } from "@/lib/governance/auth/current-caller";

/** The address itself leads to the panel that is theirs, and technicians to their jobs. */
export default async function RootPage() {
  const caller = await currentCaller();
  redirect(worksOnly(caller) ? jobsHome : `/${currentPanel(caller)}`);
}
