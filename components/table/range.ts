/** The two ends of a filter written `a..b`, `a..` or `..b`; a single value stands for both. */
export type Range = { from: string; to: string };

export function readRange(text: string | undefined): Range {
  if (!text) return { from: "", to: "" };
  const [from = "", to] = text.split("..");
  return to === undefined ? { from, to: from } : { from, to };
}

/** null when both ends are open, which is no filter. */
export function writeRange({ from, to }: Range): string | null {
  return from === "" && to === "" ? null : `${from}..${to}`;
}

export const TIME_PRESETS = ["today", "yesterday", "7d", "30d", "90d", "month", "lastMonth"] as const;
export type TimePreset = (typeof TIME_PRESETS)[number];

/** A preset as days, `2026-01-01..2026-01-31`, both included. @param today the reader's date, 2026-01-31 */
export function presetRange(preset: TimePreset, today: string): Range {
  const [year, month, day] = today.split("-").map(Number) as [number, number, number];
  const at = (y: number, m: number, d: number) => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: at(year, month, day - 1), to: at(year, month, day - 1) };
    case "7d":
      return { from: at(year, month, day - 6), to: today };
    case "30d":
      return { from: at(year, month, day - 29), to: today };
    case "90d":
      return { from: at(year, month, day - 89), to: today };
    case "month":
      return { from: at(year, month, 1), to: today };
    case "lastMonth":
      return { from: at(year, month - 1, 1), to: at(year, month, 0) };
  }
}

/** Today's date where the reader is, as `2026-01-31`. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
}
