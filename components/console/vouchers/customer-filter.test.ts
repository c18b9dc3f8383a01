import { expect, it } from "vitest";
import { customerFilter } from "./customer-filter";

it("takes the customer list's filters, and nothing where the list shows fewer than they find", () => {
  const filter = { state: "active", createdAt: "2026-01-01.." };
  expect(customerFilter({ ...filter, sort: "-createdAt", columns: "name", state: "active" })).toEqual(filter);
  expect(customerFilter({ ...filter, q: "harbour" })).toEqual({});
  expect(customerFilter({ ...filter, nothing: "1" })).toEqual({});
});
