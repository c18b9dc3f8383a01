import type { Series } from "./types";

const PLAIN = [
  "var(--color-series-1)",
  "var(--color-series-2)",
  "var(--color-series-3)",
  "var(--color-series-4)",
  "var(--color-series-5)",
  "var(--color-series-6)",
];

/** A series' colour: its meaning's, or by its place. */
export function seriesColor(series: Series, index: number): string {
  if (series.tone && series.tone !== "neutral") return `var(--color-${series.tone})`;
  return PLAIN[index % PLAIN.length]!;
}

/** Dashes tell lines apart where colours do not. */
export function seriesDash(index: number): string | undefined {
  return [undefined, "6 3", "2 3", "8 3 2 3"][index % 4];
}
