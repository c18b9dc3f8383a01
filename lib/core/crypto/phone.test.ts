import { expect, it } from "vitest";
import { phone, wholePhones } from "@/lib/core/crypto/phone";

it("a number is taken with its country code, of mainland China without one, too", () => {
  expect(phone.parse("+1 (415) 555-0123")).toBe("+14155550123");
  expect(phone.parse("138 0013 8000")).toBe("+8613800138000");
  for (const wrong of ["415 555 0123", "12800138000", "+0 138", "call me"])
    expect(phone.safeParse(wrong).success).toBe(false);
});

it("words of a search are looked for as every number they may be", () => {
  expect(wholePhones("+86 138 0013 8000")).toEqual(["+8613800138000"]);
  expect(wholePhones("138 0013 8000")).toEqual(["+13800138000", "+8613800138000"]);
  expect(wholePhones("1 215 555 0123")).toEqual(["+12155550123"]);
  expect(wholePhones("Ada")).toEqual([]);
});
