"use client";

import type { DrawnChartProps } from "./chart-table";
import { seriesColor } from "./colors";
import { figureWords, placeWords } from "./words";

/** What recharts hands to its tooltip, as far as it is used here. */
type Given = {
  active?: boolean;
  label?: string | number;
  payload?: readonly { dataKey?: unknown; value?: unknown }[];
};

export function PlotTooltip({
  active,
  label,
  payload,
  series,
  axis,
  unit,
  locale,
  timeZone,
}: Given & DrawnChartProps) {
  if (!active || !payload?.length) return null;
  return (
    <div className="rounded-md bg-raised px-3 py-2 text-ink text-xs shadow-overlay">
      <p className="mb-1 font-medium">{placeWords(String(label), axis, locale, timeZone)}</p>
      {series.map((one, index) => {
        const value = payload.find((entry) => entry.dataKey === one.key)?.value;
        return (
          <p key={one.key} className="flex items-center gap-2">
            <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
              <rect width="8" height="8" rx="2" fill={seriesColor(one, index)} />
            </svg>
            <span className="text-ink-2">{one.label}</span>
            <span className="figures ml-auto pl-4 font-medium">
              {typeof value === "number" ? figureWords(value, unit, locale) : "—"}
            </span>
          </p>
        );
      })}
    </div>
  );
}
