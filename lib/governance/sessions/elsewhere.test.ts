import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import type { Caller } from "@/lib/core/caller";
import { newId } from "@/lib/core/id";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { elsewhere } from "@/lib/governance/sessions/elsewhere";
import { allPermissions } from "@/lib/registry";

let here: Tenant;
let there: Tenant;
let foreign: Tenant;
let caller: Caller;

const pageOf = ({ organizationId }: Tenant) => `customers/organizations/${organizationId}`;

beforeAll(async () => {
  await platform();
  [here, there, foreign] = [
    await makeTenant(allPermissions),
    await makeTenant(allPermissions),
    await makeTenant(allPermissions),
  ];
  const at = callerAt(here, here.operatorId, allPermissions);
  const also = { path: there.path, permissions: new Set(["customers.organizations.read"]) };
  caller = { ...at, grants: [...at.grants, also] };
});

it("names the organization of a record that only another choice reaches", async () => {
  expect(await elsewhere(pageOf(there), caller)).toMatchObject({
    id: there.organizationId,
    name: there.name,
  });
  expect(await elsewhere(`${pageOf(there)}/edit`, caller)).toMatchObject({ id: there.organizationId });
});

it("says nothing of what the reader sees already, may not see there, or has no role for", async () => {
  expect(await elsewhere(pageOf(here), caller)).toBeNull();
  expect(await elsewhere(pageOf(foreign), caller)).toBeNull();
  expect(await elsewhere(`governance/operators/${there.operatorId}`, caller)).toBeNull();
  expect(await elsewhere(`customers/organizations/${newId()}`, caller)).toBeNull();
  expect(await elsewhere("customers/organizations/nothing", caller)).toBeNull();
});
