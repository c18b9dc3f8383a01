import type { TabLink } from "@/components/shell/page-header";
import { may } from "@/lib/core/caller";
import type { Reader } from "../reader";

/** Vouchers, the kinds there are, and how they came to their owners. */
export function voucherTabs({ t, href, caller }: Reader): TabLink[] {
  const label = (noun: string) => t(`commerce.resources.${noun}.label`);
  return [
    { href: href("commerce/vouchers"), label: label("vouchers") },
    ...(may(caller, "commerce.voucher-templates.read")
      ? [{ href: href("commerce/voucher-templates"), label: label("voucher-templates") }]
      : []),
    { href: href("commerce/voucher-issues"), label: label("voucher-issues") },
  ];
}
