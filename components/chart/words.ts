import { formatBytes, formatDuration, formatMoney, formatNumber } from "@/lib/core/i18n/format";
import type { ChartProps, ChartUnit } from "./types";

/** A figure as text. @param short for an axis: "12K" rather than every digit */
export function figureWords(value: number, unit: ChartUnit, locale: string, short = false): string {
  const notation = short ? ({ notation: "compact", maximumFractionDigits: 1 } as const) : {};
  switch (unit.kind) {
    case "percent":
      return formatNumber(value, locale, { style: "percent", maximumFractionDigits: 1 });
    case "bytes":
      return formatBytes(value, locale);
    case "duration":
      return formatDuration(value, locale);
    case "money":
      return short
        ? formatNumber(value, locale, {
            ...notation,
            style: "currency",
            currency: unit.currency,
          })
        : formatMoney({ amount: String(value), currency: unit.currency }, locale);
    case "number":
      return formatNumber(value, locale, notation);
  }
}

const AXES: Record<
  "hour" | "day" | "month",
  { short: Intl.DateTimeFormatOptions; long: Intl.DateTimeFormatOptions }
> = {
  hour: {
    short: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    long: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  },
  day: {
    short: { month: "short", day: "numeric" },
    long: { year: "numeric", month: "short", day: "numeric" },
  },
  month: { short: { month: "short" }, long: { year: "numeric", month: "long" } },
};

/** A place on the axis as text. A bare day or month (`2026-01-31`, `2026-01`) is that day wherever one reads it. */
export function placeWords(
  x: string,
  axis: ChartProps["axis"],
  locale: string,
  timeZone: string,
  short = false,
): string {
  if (axis === "category") return x;
  const bare = /^\d{4}-\d{2}(-\d{2})?$/.test(x);
  const options = AXES[axis][short ? "short" : "long"];
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: bare ? "UTC" : timeZone }).format(
    new Date(x),
  );
}
