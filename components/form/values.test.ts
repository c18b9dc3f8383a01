import { describe, expect, it } from "vitest";
import type { FieldDescription } from "./field-description";
import { commandInput, faultsByField, firstValues, visibleFields } from "./values";

const fields: FieldDescription[] = [
  { name: "name", label: "Name", kind: "text", required: true },
  { name: "seats", label: "Seats", kind: "integer" },
  { name: "limit", label: "Limit", kind: "money", currencies: ["EUR"] },
  { name: "notify", label: "Notify", kind: "checkbox" },
  { name: "mail", label: "Mail", kind: "email", when: { field: "notify", in: [true] } },
];

describe("what a form sends", () => {
  it("types every value and keeps what has no field", () => {
    const values = {
      ...firstValues(fields),
      name: "  Harbour ",
      seats: "12",
      limit: { amount: "10.50", currency: "EUR" },
    };
    expect(commandInput(fields, values, { organizationId: "o1", version: 3 })).toEqual({
      organizationId: "o1",
      version: 3,
      name: "Harbour",
      seats: 12,
      limit: { amount: "10.50", currency: "EUR" },
      notify: false,
    });
  });

  it("leaves out what is empty, and says null where something was emptied", () => {
    const defaults = { name: "Harbour", seats: 5 };
    const values = { ...firstValues(fields, defaults), seats: "" };
    const input = commandInput(fields, values, defaults);
    expect(input.seats).toBeNull();
    expect(input).not.toHaveProperty("limit");
  });

  it("sends only fields that stand on the screen", () => {
    const hidden = { ...firstValues(fields), name: "x", mail: "a@b.c" };
    expect(visibleFields(fields, hidden).map((field) => field.name)).not.toContain("mail");
    expect(commandInput(fields, hidden)).not.toHaveProperty("mail");
    expect(commandInput(fields, { ...hidden, notify: true })).toHaveProperty("mail", "a@b.c");
  });
});

describe("where the server's faults stand", () => {
  it("puts the fault of an item or a part at its field, and keeps the rest by path", () => {
    const faults = {
      "limit.amount": "Too much",
      "seats.0": "First",
      "seats.1": "Second",
      nonsense: "Unknown",
    };
    expect(faultsByField(fields, faults)).toEqual({
      named: { limit: "Too much", seats: "First" },
      strays: { nonsense: "Unknown" },
    });
  });

  it("leaves a field whose own name has a dot alone", () => {
    const dotted: FieldDescription[] = [{ name: "a.b", label: "A", kind: "text" }];
    expect(faultsByField(dotted, { "a.b": "Wrong" })).toEqual({ named: { "a.b": "Wrong" }, strays: {} });
    expect(faultsByField(dotted)).toEqual({ named: {}, strays: {} });
  });
});
