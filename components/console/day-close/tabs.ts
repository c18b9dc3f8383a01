import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** The pages about money as a whole. */
export const financeTabs = ({ t, href }: Reader): TabLink[] =>
  [
    ["day-close", "dayClose"],
    ["overview", "overview"],
  ].map(([path, key]) => ({ href: href(`billing/${path}`), label: t(`billing.pages.${key}.title`) }));
