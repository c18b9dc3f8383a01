import type { Tone } from "@/lib/core/resource/description";

/** How a figure is written on the axis, in the tooltip and in the table. */
export type ChartUnit =
  | { kind: "number" }
  | { kind: "percent" }
  | { kind: "bytes" }
  | { kind: "duration" }
  | { kind: "money"; currency: string };

export type Series = {
  key: string;
  label: string;
  /** Where the series means something; without it, a colour that means nothing. */
  tone?: Tone;
};

/** A point: its place on the axis under "x", and a number per series. A missing number is a gap. */
export type ChartPoint = { x: string } & { [series: string]: number | string | null };

export type ChartProps = {
  /** Read out, and the table's caption. */
  title: string;
  kind: "line" | "bar" | "area";
  /** "hour", "day" and "month" read `x` as ISO 8601; "category" takes it as a word. */
  axis: "hour" | "day" | "month" | "category";
  series: Series[];
  data: ChartPoint[];
  unit?: ChartUnit;
  /** Where a figure leads: by its place on the axis, then by its series. */
  links?: Record<string, Record<string, string>>;
  /** Bars and areas on top of one another. */
  stacked?: boolean;
  /** Where the axis of figures ends, when the figures themselves should not say. */
  most?: number;
  /** In pixels. */
  height?: number;
  /** Defaults to the reader's; days of a bill are the organization's. */
  timeZone?: string;
};
