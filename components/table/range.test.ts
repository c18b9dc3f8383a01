import { describe, expect, it } from "vitest";
import { presetRange, readRange, todayIn, writeRange } from "./range";

describe("ranges in a URL", () => {
  it("reads every way to write one", () => {
    expect(readRange("1..2")).toEqual({ from: "1", to: "2" });
    expect(readRange("1..")).toEqual({ from: "1", to: "" });
    expect(readRange("..2")).toEqual({ from: "", to: "2" });
    expect(readRange("2026-01-05")).toEqual({ from: "2026-01-05", to: "2026-01-05" });
    expect(readRange(undefined)).toEqual({ from: "", to: "" });
  });

  it("writes none when both ends are open", () => {
    expect(writeRange({ from: "", to: "" })).toBeNull();
    expect(writeRange({ from: "5", to: "" })).toBe("5..");
  });
});

describe("presets", () => {
  it("count days with both ends included, across months and years", () => {
    expect(presetRange("7d", "2026-01-03")).toEqual({ from: "2025-12-28", to: "2026-01-03" });
    expect(presetRange("yesterday", "2026-03-01")).toEqual({ from: "2026-02-28", to: "2026-02-28" });
    expect(presetRange("lastMonth", "2026-01-15")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(presetRange("month", "2024-02-29")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  });

  it("know which day it is where the reader is", () => {
    const late = new Date("2026-01-01T20:00:00Z");
    expect(todayIn("UTC", late)).toBe("2026-01-01");
    expect(todayIn("Asia/Shanghai", late)).toBe("2026-01-02");
  });
});
