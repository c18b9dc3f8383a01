import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatDuration,
  formatMinutes,
  formatMoney,
  formatNumber,
  formatRelative,
  formatTime,
  readableValues,
} from "./format";
import { translator } from "./translator";

describe("money", () => {
  it("keeps every digit it has and never shows fewer than its currency's", () => {
    expect(formatMoney({ amount: "12", currency: "USD" }, "en")).toBe("$12.00");
    expect(formatMoney({ amount: "12", currency: "JPY" }, "en")).toBe("¥12");
    expect(formatMoney({ amount: "0.000015", currency: "USD" }, "en")).toBe("$0.000015");
    expect(formatMoney({ amount: "12.300000000", currency: "USD" }, "en")).toBe("$12.30");
    expect(formatMoney({ amount: "12000.000000000", currency: "JPY" }, "en")).toBe("¥12,000");
    expect(formatMoney({ amount: "-1234567.5", currency: "CNY" }, "zh")).toBe("-¥1,234,567.50");
  });

  it("never writes two currencies alike", () => {
    const currencies = ["USD", "SGD", "HKD", "AUD", "CNY", "JPY", "EUR", "GBP", "SEK", "NOK"];
    for (const locale of ["en", "zh"]) {
      const shown = currencies.map((currency) => formatMoney({ amount: "5", currency }, locale));
      expect(new Set(shown.map((text) => text.replace(/[\d.\s]/g, ""))).size).toBe(currencies.length);
    }
    expect(formatMoney({ amount: "5", currency: "CNY" }, "en", "code")).toBe("CNY\u00a05.00");
  });

  it("in a sentence's values is written as the reader writes it", async () => {
    const values = { due: "1780.8 CNY", name: "Room 12 ABC", count: 3 };
    expect(readableValues(values, "en")).toEqual({ due: "CN¥1,780.80", name: "Room 12 ABC", count: 3 });
    expect(readableValues(values, "zh")).toEqual({ due: "¥1,780.80", name: "Room 12 ABC", count: 3 });
    const t = await translator("en", "billing.errors");
    expect(t("more_than_due", { due: "44 USD" })).toBe("Only $44.00 is due.");
  });

  it("does not go through a float", () => {
    expect(formatMoney({ amount: "12345678901234567.123456789", currency: "USD" }, "en")).toBe(
      "$12,345,678,901,234,567.123456789",
    );
  });
});

describe("figures", () => {
  it("are grouped, and big integers stay whole", () => {
    expect(formatNumber("12345678901234567890", "en")).toBe("12,345,678,901,234,567,890");
    expect(formatBytes(0, "en")).toBe("0 bytes");
    expect(formatBytes(1, "en")).toBe("1 byte");
    expect(formatBytes(116, "en")).toBe("116 bytes");
    expect(formatBytes(116, "zh")).toBe("116字节");
    expect(formatBytes(5_000_000, "en")).toBe("5 MB");
    expect(formatDuration(250, "en")).toBe("250 ms");
    expect(formatDuration(7_530_000, "en")).toBe("2 hr 5 min");
  });

  it("of work stay hours, however many", () => {
    expect(formatMinutes(2880, "en")).toBe("48 hr");
    expect(formatMinutes(150, "en")).toBe("2 hr 30 min");
    expect(formatMinutes(45, "en")).toBe("45 min");
    expect(formatMinutes(0, "en")).toBe("0 min");
    expect(formatMinutes(150, "zh")).toBe("2小时 30分钟");
  });
});

describe("times", () => {
  const now = new Date("2026-11-21T06:00:00Z");

  it("are told from now", () => {
    expect(formatRelative("2026-11-21T05:59:55Z", now, "en")).toBe("now");
    expect(formatRelative("2026-11-21T03:00:00Z", now, "en")).toBe("3 hours ago");
    expect(formatRelative("2026-11-23T06:00:00Z", now, "en")).toBe("in 2 days");
    expect(formatRelative("2026-11-20T06:00:00Z", now, "zh")).toBe("昨天");
    // A deadline is as far as the nearest unit, an age as old as the whole ones.
    expect(formatRelative("2026-11-24T05:59:58Z", now, "en")).toBe("in 3 days");
    expect(formatRelative("2026-11-22T05:59:00Z", now, "en")).toBe("tomorrow");
    expect(formatRelative("2026-11-21T06:59:40Z", now, "en")).toBe("in 1 hour");
    expect(formatRelative("2026-11-21T07:20:00Z", now, "en")).toBe("in 1 hour");
    expect(formatRelative("2026-11-20T06:00:02Z", now, "en")).toBe("23 hours ago");
  });

  it("belong to a zone", () => {
    const shown = formatTime("2026-11-20T18:30:00Z", {
      locale: "en",
      timeZone: "Asia/Shanghai",
      style: "minute",
    });
    expect(shown).toBe("Nov 21, 2026, 02:30");
  });
});
