import { expect, test } from "vitest";
import { dunningPlan, nextStep } from "@/lib/billing/bills/dunning-plan";
import { after, days } from "@/lib/core/clock";

const due = new Date("2026-03-01T00:00:00Z");
const rules = { dunningDays: ["3", "10", "20"], suspendAfterDays: 15 };
const onDay = (count: number) => after(due, days(count));

test("reminders and suspension come in their order", () => {
  expect(dunningPlan(due, rules).map(({ at, does }) => [at, does])).toEqual([
    [onDay(3), "remind"],
    [onDay(10), "remind"],
    [onDay(15), "suspend"],
    [onDay(20), "remind"],
  ]);
  expect(dunningPlan(due, { dunningDays: [], suspendAfterDays: 0 })).toEqual([]);
});

test("each step is taken once; of those missed the latest counts, and a suspension always", () => {
  expect(nextStep(due, rules, 0, onDay(2))).toEqual({ step: null, level: 0, nextAt: onDay(3) });
  expect(nextStep(due, rules, 0, onDay(3))).toMatchObject({
    step: { does: "remind" },
    level: 1,
    nextAt: onDay(10),
  });
  expect(nextStep(due, rules, 1, onDay(4))).toEqual({ step: null, level: 1, nextAt: onDay(10) });
  expect(nextStep(due, rules, 0, onDay(12))).toMatchObject({ step: { at: onDay(10) }, level: 2 });
  expect(nextStep(due, rules, 1, onDay(40))).toMatchObject({
    step: { does: "suspend" },
    level: 4,
    nextAt: null,
  });
  expect(nextStep(due, rules, 4, onDay(50))).toEqual({ step: null, level: 4, nextAt: null });
  // The rules were shortened after steps had been taken.
  expect(nextStep(due, { dunningDays: ["3"], suspendAfterDays: 0 }, 3, onDay(50))).toEqual({
    step: null,
    level: 3,
    nextAt: null,
  });
});
