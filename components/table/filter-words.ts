"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatNumber, formatTime } from "@/lib/core/i18n/format";
import type { FilterDescription } from "@/lib/core/resource/description";
import { readRange } from "./range";
import { useRecordNames } from "./record-names";

/** What a filter says, in a few words for its chip. */
export function useFilterWords(filter: FilterDescription, value: string): string {
  const t = useTranslations("core");
  const locale = useLocale();
  const names = useRecordNames(filter.kind === "reference" ? filter.resource : undefined, value);
  switch (filter.kind) {
    case "enum":
      return few(value.split(",").map((one) => filter.options?.find((o) => o.value === one)?.label ?? one));
    case "boolean":
      return value === "true" ? t("common.yes") : t("common.no");
    case "reference":
      return few(names);
    case "text":
      return `“${value}”`;
    case "time":
      return between(value, (end) => (/^\d{4}-\d{2}-\d{2}/.test(end) ? dayWords(end, locale) : end), {
        from: (from) => t("table.since", { from }),
        to: (to) => t("table.until", { to }),
      });
    case "integer":
    case "money":
      return between(value, (end) => (/^-?[\d.]+$/.test(end) ? formatNumber(end, locale) : end), {
        from: (from) => t("table.atLeast", { from }),
        to: (from) => t("table.atMost", { from }),
      });
  }
}

function few(words: string[]): string {
  return words.length > 2 ? `${words.slice(0, 2).join(", ")} +${words.length - 2}` : words.join(", ");
}

function dayWords(day: string, locale: string): string {
  return formatTime(`${day.slice(0, 10)}T00:00:00Z`, { locale, timeZone: "UTC", style: "date" });
}

function between(
  value: string,
  words: (end: string) => string,
  open: { from: (words: string) => string; to: (words: string) => string },
): string {
  const { from, to } = readRange(value);
  if (from === to) return words(from);
  if (to === "") return open.from(words(from));
  if (from === "") return open.to(words(to));
  return `${words(from)} – ${words(to)}`;
}
