import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant } from "@/lib/core/testing/world";
import { drawnFor, requireSame } from "@/lib/governance/auth/drawn-for";

it("lets a page act only for whom and where it was drawn", async () => {
  const tenant = await makeTenant([]);
  const other = await makeTenant([]);
  const colleague = await makeOperator(tenant, []);
  const page = drawnFor(callerAt(tenant, tenant.operatorId, []));
  expect(() => requireSame(page, callerAt(tenant, tenant.operatorId, []))).not.toThrow();
  expect(() => requireSame(page, callerAt(tenant, colleague.operatorId, []))).toThrow(
    expect.objectContaining({ code: "unauthenticated", reason: "governance.other_operator" }),
  );
  expect(() => requireSame(page, callerAt(other, tenant.operatorId, []))).toThrow(
    expect.objectContaining({ code: "conflict", reason: "governance.other_organization" }),
  );
  expect(() =>
    requireSame({ ...page, operatorId: `${newId()}'` }, callerAt(tenant, tenant.operatorId, [])),
  ).toThrow(expect.objectContaining({ code: "invalid_input" }));
});
