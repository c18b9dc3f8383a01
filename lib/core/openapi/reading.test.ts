import { expect, it } from "vitest";
import { translator } from "@/lib/core/i18n/translate";
import { openApi } from "@/lib/core/openapi/document";
import { readGroups, typeName } from "@/lib/core/openapi/reading";
import { commands } from "@/lib/registry";

const document = openApi(await translator("en"), "1.2.3");
const all = (words: string) => readGroups(document, words).flatMap((group) => group.operations);

it("shows every operation, each noun once", () => {
  const count = Object.values(document.paths).flatMap((item) => Object.keys(item)).length;
  expect(all("")).toHaveLength(count);
  const tags = readGroups(document, "").map((group) => group.tag);
  expect(new Set(tags).size).toBe(tags.length);
});

it("finds by path, words and permission, all of which must be there", () => {
  expect(all("organizations/suspend").map(({ id }) => id)).toEqual(["organizations.suspend"]);
  expect(all("customers.organizations.move").map(({ id }) => id)).toEqual(["organizations.move"]);
  expect(readGroups(document, "", "roles.create").flatMap((group) => group.operations)).toHaveLength(1);
  expect(all("SUSPEND organization nonsense")).toEqual([]);
});

it("gives an example that the command accepts as far as form goes", () => {
  const [create] = all("organizations/create");
  const body = /-d '(.*)'/.exec(create?.example ?? "")?.[1];
  const parsed = commands.get("organizations.create")?.input.safeParse(JSON.parse(body ?? ""));
  expect(parsed?.success).toBe(true);
});

it("names types in few words", () => {
  expect(typeName({ type: "array", items: { type: "string", format: "uuid" } })).toBe("string (uuid)[]");
  expect(typeName({ anyOf: [{ type: "string" }, { type: "null" }] })).toBe("string | null");
  expect(typeName({ enum: ["a", "b"] })).toBe("a | b");
});
