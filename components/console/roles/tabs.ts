import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** The two ways to look at roles. */
export function roleTabs(reader: Reader): TabLink[] {
  return [
    { href: reader.href("governance/roles"), label: reader.t("core.console.tabs.list") },
    { href: reader.href("governance/roles/matrix"), label: reader.t("core.console.tabs.matrix") },
  ];
}
