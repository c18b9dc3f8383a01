import { describe, expect, it } from "vitest";
import { fromZoned, toZoned } from "./zoned";

describe("wall clocks", () => {
  it("go to UTC and back in every season", () => {
    expect(fromZoned("2026-01-31T09:30", "Asia/Shanghai")).toBe("2026-01-31T01:30:00.000Z");
    expect(fromZoned("2026-07-01T09:30", "Europe/Berlin")).toBe("2026-07-01T07:30:00.000Z");
    expect(fromZoned("2026-01-01T09:30", "Europe/Berlin")).toBe("2026-01-01T08:30:00.000Z");
    expect(toZoned("2026-07-01T07:30:00.000Z", "Europe/Berlin")).toBe("2026-07-01T09:30");
  });

  it("stand right beside a change of the clock", () => {
    expect(fromZoned("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(fromZoned("2026-03-29T01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
  });

  it("keep nothing empty", () => {
    expect(fromZoned("", "UTC")).toBe("");
    expect(toZoned("", "UTC")).toBe("");
  });
});
