import type { TabLink } from "@/components/shell/page-header";
import type { Reader } from "../reader";

/** Technicians as a list, and what they have before them. */
export const technicianTabs = ({ t, href }: Reader): TabLink[] => [
  { href: href("field-service/technicians"), label: t("field-service.pages.tabs.technicians") },
  { href: href("field-service/technicians/workload"), label: t("field-service.pages.tabs.workload") },
];
