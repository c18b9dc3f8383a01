import { redirect } from "next/navigation";
import { currentCaller, currentPanel } from "@/lib/governance/auth/current-caller";

/** The address itself leads to the panel that is theirs. */
export default async function RootPage() {
  redirect(`/${currentPanel(await currentCaller())}`);
}
