import { expect, it } from "vitest";
import { placed, stacked } from "./board-place";

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 26, hour)).toISOString();
const day = { from: at(8), until: at(18) };
const visit = (from: number, until: number) => ({ start: at(from), end: at(until) });

it("lays a visit where its hours are", () => {
  expect(placed(visit(10, 12), day)).toEqual({ "--left": "20.000%", "--width": "20.000%" });
});

it("gives the day's last short visit the room its card needs, within the day", () => {
  expect(placed(visit(17, 18), day)).toEqual({ "--left": "85.000%", "--width": "15.000%" });
  // One that goes on beyond what is drawn ends with it.
  expect(placed(visit(16, 20), day)).toEqual({ "--left": "80.000%", "--width": "20.000%" });
});

it("puts cards that would cover each other below each other, and no others", () => {
  const [one, two, short, next] = [visit(8, 10), visit(10, 12), visit(12, 13), visit(13, 15)];
  expect(stacked([one, two, short, next], day)).toEqual([[one, two, short], [next]]);
  const done = visit(11, 13);
  expect(stacked([one, two, done], day)).toEqual([[one, two], [done]]);
});
