import "@/lib/core/testing/database";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import type { AppError } from "@/lib/core/errors";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { moveOrganization } from "@/lib/customers/organizations/move";
import { customersPermissions } from "@/lib/customers/permissions";

const pathOf = async (organizationId: string): Promise<string> => {
  const row = await kysely
    .selectFrom("organization")
    .select(sql<string>`path::text`.as("path"))
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  return row.path;
};

const label = (tenant: Tenant) => tenant.organizationId.replaceAll("-", "");
const callerOf = (tenant: Tenant) => callerAt(tenant, tenant.operatorId, customersPermissions);
const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: AppError) => error.reason,
  );

describe("organizations.move", () => {
  it("takes everything below along", async () => {
    const top = await makeTenant(customersPermissions);
    const [a, b] = [await makeTenant([], top), await makeTenant([], top)];
    const child = await makeTenant([], a);
    const grandchild = await makeTenant([], child);
    await perform(
      moveOrganization,
      { organizationId: a.organizationId, parentId: b.organizationId },
      callerOf(top),
    );
    expect(await pathOf(a.organizationId)).toBe(`${b.path}.${label(a)}`);
    expect(await pathOf(grandchild.organizationId)).toBe(
      `${b.path}.${label(a)}.${label(child)}.${label(grandchild)}`,
    );
  });

  it("refuses to go below itself", async () => {
    const top = await makeTenant(customersPermissions);
    const child = await makeTenant([], top);
    const grandchild = await makeTenant([], child);
    const move = { organizationId: child.organizationId, parentId: grandchild.organizationId };
    expect(await reasonOf(perform(moveOrganization, move, callerOf(top)))).toBe("customers.below_itself");
    const self = { organizationId: child.organizationId, parentId: child.organizationId };
    expect(await reasonOf(perform(moveOrganization, self, callerOf(top)))).toBe("customers.below_itself");
  });

  it("lets only one of two moves that together would close a circle", async () => {
    const top = await makeTenant(customersPermissions);
    const [a, b] = [await makeTenant([], top), await makeTenant([], top)];
    const results = await Promise.all([
      reasonOf(
        perform(
          moveOrganization,
          { organizationId: a.organizationId, parentId: b.organizationId },
          callerOf(top),
        ),
      ),
      reasonOf(
        perform(
          moveOrganization,
          { organizationId: b.organizationId, parentId: a.organizationId },
          callerOf(top),
        ),
      ),
    ]);
    expect(results.sort()).toEqual(["customers.below_itself", null]);
  });

  it("is not found where the new parent is somebody else's", async () => {
    const [mine, theirs] = [await makeTenant(customersPermissions), await makeTenant([])];
    const child = await makeTenant([], mine);
    const move = { organizationId: child.organizationId, parentId: theirs.organizationId };
    expect(await reasonOf(perform(moveOrganization, move, callerOf(mine)))).toBe("not_found");
  });
});
