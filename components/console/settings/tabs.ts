import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** Settings as they count now, and every version there ever was. */
export const settingTabs = (reader: Reader): TabLink[] => [
  { href: reader.href("settings/settings"), label: reader.t("settings.pages.settings.tabs.current") },
  { href: reader.href("settings/settings/history"), label: reader.t("settings.pages.settings.tabs.history") },
];
