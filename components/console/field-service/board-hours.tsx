"use client";

import { Time } from "@/components/ui/time";
import type { Board } from "@/lib/field-service/board/read";
import { share } from "./board-place";
import { cssVariables } from "./css-variables";

/** The hours of the day above the lanes. */
export function BoardHours({ board }: { board: Board }) {
  const [from, until] = [Date.parse(board.from), Date.parse(board.until)];
  const step = until - from > 14 * 3_600_000 ? 2 : 1;
  const marks: number[] = [];
  for (let at = from; at < until; at += step * 3_600_000) marks.push(at);
  return (
    <div aria-hidden className="hidden h-7 md:flex">
      <div className="w-52 shrink-0 border-line border-r" />
      <div className="relative flex-1">
        {marks.map((at) => (
          <span
            key={at}
            className="absolute top-1 left-[var(--left)] border-line border-l pl-1 text-ink-3 text-xs"
            style={cssVariables({ "--left": share((at - from) / (until - from)) })}
          >
            <Time value={new Date(at).toISOString()} style="clock" timeZone={board.timeZone} />
          </span>
        ))}
      </div>
    </div>
  );
}
