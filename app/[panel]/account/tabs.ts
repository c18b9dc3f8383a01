import type { Reader } from "@/components/console/reader";
import type { TabLink } from "@/components/shell/page-header";

/** The pages about one's own account. */
export const accountTabs = ({ t, href }: Reader): TabLink[] => [
  { href: href("account"), label: t("governance.account.profile") },
  { href: href("account/sessions"), label: t("governance.account.sessions") },
];
