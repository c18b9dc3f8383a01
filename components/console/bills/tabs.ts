import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** Bills, what waits for one, what was paid for them, and how they came about. */
export function billTabs({ t, href }: Reader): TabLink[] {
  const label = (key: string) => t(`billing.pages.bills.tabs.${key}`);
  return [
    { href: href("billing/bills"), label: label("bills") },
    { href: href("billing/bills/items"), label: label("waiting") },
    { href: href("billing/bills/payments"), label: label("payments") },
    { href: href("billing/bills/runs"), label: label("runs") },
  ];
}
