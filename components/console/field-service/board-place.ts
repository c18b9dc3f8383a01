import type { Board, BoardTicket } from "@/lib/field-service/board/read";

type Placing = { "--left": string; "--width": string };
type Day = Pick<Board, "from" | "until">;
type Visit = Pick<BoardTicket, "start" | "end">;

/** A part of a day as a share of its width. */
export const share = (part: number): string => `${(Math.min(1, Math.max(0, part)) * 100).toFixed(3)}%`;

/** A card narrower than this part of the day would show its time and state cut off. */
const leastWidth = 0.15;

/** Where a card begins and how wide it is, as parts of the day; one that is too narrow for the day's end begins earlier. */
function spanOf({ start, end }: Visit, { from, until }: Day): { left: number; width: number } {
  const whole = Date.parse(until) - Date.parse(from);
  const begins = (Date.parse(start) - Date.parse(from)) / whole;
  const width = Math.max(leastWidth, Math.min(1 - begins, (Date.parse(end) - Date.parse(start)) / whole));
  return { left: Math.min(begins, 1 - width), width };
}

/** Where a visit lies on its lane. */
export function placed(visit: Visit, day: Day): Placing {
  const { left, width } = spanOf(visit, day);
  return { "--left": share(left), "--width": share(width) };
}

/** Cards that overlap, as those of short visits and of done ones may, stand below each other. */
export function stacked<Of extends Visit>(visits: Of[], day: Day): Of[][] {
  const rows: { until: number; visits: Of[] }[] = [];
  for (const visit of visits) {
    const { left, width } = spanOf(visit, day);
    // What touches does not overlap, whatever the last digit of a fraction says.
    const free = rows.find((row) => row.until <= left + 1e-6);
    if (free) {
      free.visits.push(visit);
      free.until = left + width;
    } else rows.push({ until: left + width, visits: [visit] });
  }
  return rows.map((row) => row.visits);
}
