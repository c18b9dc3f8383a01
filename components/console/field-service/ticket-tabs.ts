import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** The ways to look at tickets: list, day, month. */
export const ticketTabs = ({ t, href }: Reader): TabLink[] =>
  (["service-tickets", "board", "calendar"] as const).map((key) => ({
    href: href(`field-service/${key}`),
    label: t(`field-service.pages.tabs.${key}`),
  }));
