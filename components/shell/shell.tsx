import { cookies } from "next/headers";
import { ShellFrame, type ShellProps } from "./shell-frame";
import { readSidebar, SIDEBAR_COOKIE } from "./sidebar-cookie";

/** The console around a page. Reads what the sidebar remembers, so that nothing moves after the page is drawn. */
export async function Shell(props: Omit<ShellProps, "sidebar">) {
  const jar = await cookies();
  return <ShellFrame {...props} sidebar={readSidebar(jar.get(SIDEBAR_COOKIE)?.value)} />;
}
