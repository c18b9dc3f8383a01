import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** The ledger by transaction and by entry. */
export const ledgerTabs = ({ t, href }: Reader): TabLink[] =>
  ["ledger-transactions", "ledger-entries"].map((name) => ({
    href: href(`billing/${name}`),
    label: t(`billing.resources.${name}.label`),
  }));
