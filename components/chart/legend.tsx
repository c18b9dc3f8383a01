import { seriesColor, seriesDash } from "./colors";
import type { ChartProps, Series } from "./types";

/** Which colour is whose: drawn as the chart draws it, a line as its dashes, anything filled as a square. */
export function Legend({ series, kind }: { series: Series[]; kind: ChartProps["kind"] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
      {series.map((one, index) => (
        <li key={one.key} className="flex items-center gap-1.5">
          {kind === "line" ? (
            <svg aria-hidden="true" viewBox="0 0 20 8" className="h-2 w-5">
              <path
                d="M0 4h20"
                stroke={seriesColor(one, index)}
                strokeWidth="3"
                strokeDasharray={seriesDash(index)}
              />
            </svg>
          ) : (
            <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5">
              <rect width="10" height="10" rx="2" fill={seriesColor(one, index)} />
            </svg>
          )}
          {one.label}
        </li>
      ))}
    </ul>
  );
}
