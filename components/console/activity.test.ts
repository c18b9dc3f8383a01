import { expect, it } from "vitest";
import { watchActivity } from "./activity";

it("takes somebody to be there for five minutes after the last sign of them, and says when they are back", () => {
  let at = 0;
  const screen = new EventTarget();
  const activity = watchActivity(screen, () => at);
  let returns = 0;
  const end = activity.onReturn(() => {
    returns += 1;
  });
  const minute = 60_000;

  at = 4 * minute;
  expect(activity.somebody()).toBe(true);
  screen.dispatchEvent(new Event("keydown"));
  at = 8 * minute;
  expect(activity.somebody()).toBe(true);
  at = 10 * minute;
  expect(activity.somebody()).toBe(false);
  expect(returns).toBe(0);

  screen.dispatchEvent(new Event("pointermove"));
  expect(activity.somebody()).toBe(true);
  screen.dispatchEvent(new Event("pointerdown"));
  expect(returns).toBe(1);

  end();
  at = 20 * minute;
  screen.dispatchEvent(new Event("keydown"));
  expect(returns).toBe(1);
});
