import { TabLinks } from "@/components/shell/page-header";
import type { Span } from "@/lib/core/spans";
import type { Reader } from "../reader";

const spans: readonly Span[] = ["day", "week", "month", "year"];

/** The span an address asks for; the day where it asks for none there is. */
export const spanOf = (asked: unknown): Span => spans.find((span) => span === asked) ?? "day";

/** The day, week, month or year under way (admin-prd 2). */
export function SpanTabs({ reader: { t, href }, span }: { reader: Reader; span: Span }) {
  const addressOf = (unit: Span) => (unit === "day" ? href("") : `${href("")}?span=${unit}`);
  return (
    <TabLinks
      label={t("core.console.dashboard.spans.label")}
      tabs={spans.map((unit) => ({
        href: addressOf(unit),
        label: t(`core.console.dashboard.spans.${unit}`),
      }))}
      active={addressOf(span)}
    />
  );
}
