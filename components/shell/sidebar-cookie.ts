/** What the sidebar remembers: whether it is narrow, and which modules are folded. */
export const SIDEBAR_COOKIE = "sidebar";

export type SidebarState = { narrow: boolean; folded: string[] };

export function readSidebar(cookie: string | undefined): SidebarState {
  const [width, folded = ""] = (cookie ?? "").split("|");
  return { narrow: width === "narrow", folded: folded.split(",").filter(Boolean) };
}

export function writeSidebar({ narrow, folded }: SidebarState): string {
  return `${narrow ? "narrow" : "wide"}|${folded.join(",")}`;
}
