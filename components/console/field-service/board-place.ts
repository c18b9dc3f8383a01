import type { Board, BoardTicket } from "@/lib/field-service/board/read";

type Placing = { "--left": string; "--width": string };

/** A part of a day as a share of its width. */
export const share = (part: number): string => `${(Math.min(1, Math.max(0, part)) * 100).toFixed(3)}%`;

/** Where a visit lies on its lane. */
export function placed({ start, end }: BoardTicket, { from, until }: Board): Placing {
  const whole = Date.parse(until) - Date.parse(from);
  const left = (Date.parse(start) - Date.parse(from)) / whole;
  return {
    "--left": share(left),
    "--width": share(Math.min(1 - left, (Date.parse(end) - Date.parse(start)) / whole)),
  };
}

/** Visits that overlap (done ones may) stand below each other. */
export function stacked(tickets: BoardTicket[]): BoardTicket[][] {
  const rows: BoardTicket[][] = [];
  for (const ticket of tickets) {
    const free = rows.find((row) => (row.at(-1)?.end ?? "") <= ticket.start);
    if (free) free.push(ticket);
    else rows.push([ticket]);
  }
  return rows;
}
