import { describe, expect, it } from "vitest";
import { askedChange, diffRows } from "./diff";

describe("a diff", () => {
  it("names what was added, removed, changed and left, by path", () => {
    const rows = diffRows(
      { name: "A", limits: { seats: 5, calls: 10 }, note: "x", tags: ["a"] },
      { name: "B", limits: { seats: 5, calls: 20 }, note: null, tags: ["a"], owner: "o" },
    );
    expect(Object.fromEntries(rows.map((row) => [row.path, row.change]))).toEqual({
      name: "changed",
      "limits.seats": "same",
      "limits.calls": "changed",
      note: "removed",
      tags: "same",
      owner: "added",
    });
  });

  it("keeps an amount and its currency together", () => {
    const rows = diffRows(
      { price: { amount: "1", currency: "USD" } },
      { price: { amount: "2", currency: "USD" } },
    );
    expect(rows.map((row) => row.path)).toEqual(["price"]);
  });

  it("shows a record that came to be as all added", () => {
    expect(diffRows(null, { a: 1, b: 2 }).every((row) => row.change === "added")).toBe(true);
  });
});

it("of what is asked for calls only that a change which has both sides", () => {
  const bill = { state: "open", bill: "BILL-000001", total: { amount: "490", currency: "USD" } };
  const asked = askedChange(bill, { state: "credited", credited: { amount: "9", currency: "USD" } });
  expect(asked).toEqual({
    before: { state: "open" },
    after: { state: "credited" },
    about: { bill: "BILL-000001", total: bill.total, credited: { amount: "9", currency: "USD" } },
  });
  expect(diffRows(asked.before, asked.after).map(({ change }) => change)).toEqual(["changed"]);
});
