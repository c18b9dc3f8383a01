import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** The two ways to look at organizations. */
export function organizationTabs(reader: Reader): TabLink[] {
  return [
    { href: reader.href("customers/organizations"), label: reader.t("core.console.tabs.list") },
    { href: reader.href("customers/organizations/tree"), label: reader.t("core.console.tabs.tree") },
  ];
}
