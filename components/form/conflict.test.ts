import { expect, it } from "vitest";
import { changedBy, changedFields } from "./conflict";
import type { FieldDescription } from "./field-description";

const fields: FieldDescription[] = [
  { name: "name", label: "Name", kind: "text" },
  { name: "note", label: "Note", kind: "textarea" },
  { name: "calendarId", label: "Calendar", kind: "reference", resource: "business-calendars" },
  { name: "limit", label: "Limit", kind: "money" },
];

const namesOf = (was: object, current: object) =>
  changedFields(fields, { ...was }, { ...current }).map(({ name }) => name);

it("names only what somebody else changed, whatever one typed oneself", () => {
  const was = { name: "Gold", note: "", calendarId: "a", limit: { amount: "1", currency: "USD" } };
  expect(namesOf(was, { ...was, note: null })).toEqual([]);
  expect(namesOf(was, { ...was, calendarId: "b" })).toEqual(["calendarId"]);
  expect(namesOf(was, { ...was, limit: { amount: "2", currency: "USD" } })).toEqual(["limit"]);
  // Of what the answer does not tell nothing is known.
  expect(namesOf(was, { name: "Silver" })).toEqual(["name"]);
  expect(namesOf({}, { name: "Silver", note: null })).toEqual(["name"]);
});

it("says who it was where the answer tells", () => {
  expect(changedBy({ lastEvent: { action: "assigned", actor: "Mara Voss" } })).toBe("Mara Voss");
  for (const current of [{}, { lastEvent: null }, { lastEvent: { actor: "" } }, { lastEvent: "Mara" }])
    expect(changedBy(current)).toBeNull();
});
