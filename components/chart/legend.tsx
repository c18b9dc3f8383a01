import { seriesColor, seriesDash } from "./colors";
import type { Series } from "./types";

export function Legend({ series }: { series: Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
      {series.map((one, index) => (
        <li key={one.key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 20 8" className="h-2 w-5">
            <path
              d="M0 4h20"
              stroke={seriesColor(one, index)}
              strokeWidth="3"
              strokeDasharray={seriesDash(index)}
            />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  );
}
