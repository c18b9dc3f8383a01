import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { newId } from "@/lib/core/id";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { nameRecords, searchEverything, searchResource } from "@/lib/governance/search/search";
import { allPermissions } from "@/lib/registry";

let tenant: Tenant;
let insider: Caller;
let stranger: Caller;
let made: { organizationId: string; number: string };

beforeAll(async () => {
  await platform();
  tenant = await makeTenant(allPermissions);
  const other = await makeTenant(allPermissions);
  insider = callerAt(tenant, tenant.operatorId, allPermissions);
  stranger = callerAt(other, other.operatorId, allPermissions);
  made = await perform(
    createOrganization,
    { name: "Northwind 100% Ltd", kind: "enterprise", email: "post@northwind.test" },
    insider,
  );
  await perform(createOrganization, { name: `About ${made.number}`, kind: "enterprise" }, insider);
});

it("finds a record by any searchable word, and says where it is", async () => {
  for (const words of ["northwind", "NORTHWIND", "post@north", "100%", "  Northwind  "]) {
    const [hit] = (await searchEverything(words, insider, "tenant")).hits;
    expect(hit).toEqual({
      resource: "organizations",
      label: "Organizations",
      id: made.organizationId,
      title: "Northwind 100% Ltd",
      subtitle: made.number,
      href: `/tenant/customers/organizations/${made.organizationId}`,
    });
  }
});

it("puts what is exactly meant first, by number in any case or by id", async () => {
  for (const words of [made.number, made.number.toLowerCase(), made.organizationId])
    expect((await searchEverything(words, insider, "ops")).hits[0]?.id).toBe(made.organizationId);
  const { hits, more } = await searchEverything(made.number, insider, "ops");
  expect(hits.filter(({ resource }) => resource === "organizations")).toHaveLength(2);
  expect(more).toEqual([]);
});

it("says of which list there is more than it shows, and where that is", async () => {
  const shop = callerAt(tenant, tenant.operatorId, allPermissions);
  for (const index of [1, 2, 3, 4, 5])
    await perform(createOrganization, { name: `Many & such ${index}`, kind: "enterprise" }, shop);
  // The trail names them, too; this is about one list.
  const found = async () => {
    const { hits, more } = await searchEverything("many & such", shop, "ops");
    const ours = ({ resource }: { resource: string }) => resource === "organizations";
    return { hits: hits.filter(ours).length, more: more.filter(ours) };
  };
  expect(await found()).toEqual({ hits: 5, more: [] });
  await perform(createOrganization, { name: "Many & such 6", kind: "enterprise" }, shop);
  expect(await found()).toEqual({
    hits: 5,
    more: [{ resource: "organizations", href: "/ops/customers/organizations?q=many%20%26%20such" }],
  });
});

it("takes % and _ for what they are", async () => {
  expect(await searchEverything("100_", insider, "ops")).toEqual({ hits: [], more: [] });
  expect((await searchResource("organizations", "%", insider, "ops")).map(({ id }) => id)).toEqual([
    made.organizationId,
  ]);
});

it("shows nobody what is another tenant's, by words, number, id or name", async () => {
  for (const words of ["northwind", made.number, made.organizationId])
    expect(await searchEverything(words, stranger, "tenant")).toEqual({ hits: [], more: [] });
  expect(await searchResource("organizations", "northwind", stranger, "tenant")).toEqual([]);
  expect(await nameRecords("organizations", [made.organizationId], stranger, "tenant")).toEqual([]);
});

it("passes over lists the caller may not read, and says so when asked for one of them", async () => {
  const weak = callerAt(tenant, tenant.operatorId, ["governance.operators.read"]);
  expect(await searchEverything("northwind", weak, "tenant")).toEqual({ hits: [], more: [] });
  await expect(searchResource("organizations", "x", weak, "tenant")).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("looks in one list, and without words shows its beginning", async () => {
  expect((await searchResource("organizations", "", insider, "ops")).length).toBe(9);
  expect((await searchResource("organizations", "wind", insider, "ops")).map(({ id }) => id)).toEqual([
    made.organizationId,
  ]);
  const named = await nameRecords("organizations", [made.organizationId, newId()], insider, "ops");
  expect(named.map(({ title }) => title)).toEqual(["Northwind 100% Ltd"]);
});

it("refuses what cannot be looked for", async () => {
  await expect(searchEverything("x".repeat(201), insider, "ops")).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(searchResource("nonsense", "x", insider, "ops")).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(nameRecords("organizations", ["x"], insider, "ops")).rejects.toMatchObject({
    code: "invalid_input",
  });
  expect(await searchEverything("  ", insider, "ops")).toEqual({ hits: [], more: [] });
});
