import "@/lib/core/testing/database";
import { expect, test } from "vitest";
import { makeTenant, platform } from "@/lib/core/testing/world";
import { organizationChoice, organizationChoices } from "@/lib/governance/sessions/choices";

test("where a role stands comes first, then what is below it, and nothing else", async () => {
  const root = await platform();
  const reseller = await makeTenant([]);
  const [first, second] = [await makeTenant([], reseller), await makeTenant([], reseller)];
  const stranger = await makeTenant([]);
  const namesOf = async (grants: { path: string }[], query = "", limit?: number) =>
    (await organizationChoices(grants, query, limit)).map((choice) => choice.name);

  expect(await namesOf([reseller])).toEqual([reseller.name, first.name, second.name]);
  expect(await namesOf([second, first])).toEqual([first.name, second.name]);
  expect(await namesOf([reseller], second.name.toUpperCase())).toEqual([second.name]);
  expect(await namesOf([reseller], "%")).toEqual([]);
  expect(await namesOf([reseller], "", 2)).toEqual([reseller.name, first.name]);
  expect((await namesOf([root]))[0]).toBe("Platform");
  expect(await namesOf([root])).toHaveLength(5);
  expect(await namesOf([])).toEqual([]);

  expect(await organizationChoice([reseller], first.organizationId)).toMatchObject({ parent: reseller.name });
  expect(await organizationChoice([reseller], stranger.organizationId)).toBeNull();
  expect(await organizationChoice([reseller], root.organizationId)).toBeNull();
});
