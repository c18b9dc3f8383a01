import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { callerAt, makeTenant, platform } from "@/lib/core/testing/world";
import { viewNamed } from "@/lib/governance/saved-views/read";
import { saveView } from "@/lib/governance/saved-views/save";
import { allPermissions } from "@/lib/registry";

it("opens a view for its owner, and once shared for whoever works there, and for nobody else", async () => {
  await platform();
  const [tenant, other] = [await makeTenant(allPermissions), await makeTenant(allPermissions)];
  const owner = callerAt(tenant, tenant.operatorId, allPermissions);
  const colleague = callerAt(tenant, other.operatorId, allPermissions);
  const stranger = callerAt(other, other.operatorId, allPermissions);
  const view = { resource: "organizations", name: "Suspended", query: "state=suspended" };
  const { savedViewId } = await perform(saveView, { ...view, shared: false }, owner);
  const kept = { resource: "organizations", query: "state=suspended" };
  expect(await viewNamed(savedViewId, owner)).toEqual(kept);
  expect(await viewNamed(savedViewId, colleague)).toBeNull();
  await perform(saveView, { ...view, savedViewId, shared: true }, owner);
  expect(await viewNamed(savedViewId, colleague)).toEqual(kept);
  expect(await viewNamed(savedViewId, stranger)).toBeNull();
  expect(await viewNamed("no-id", owner)).toBeNull();
});
