import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import { approvalFor } from "@/lib/core/approval";
import type { Caller } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { describeFaults, translator } from "@/lib/core/i18n/translate";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { deleteApprovalPolicy } from "@/lib/governance/approval-policies/delete";
import { inputFields } from "@/lib/governance/approval-policies/input-fields";
import { updateApprovalPolicy } from "@/lib/governance/approval-policies/update";
import { createServiceToken } from "@/lib/governance/service-tokens/create";
import { allPermissions, commands } from "@/lib/registry";

let reseller: Tenant;
let shop: Tenant;
let boss: Caller;

const steps = [{ label: "Operations", permission: "governance.approvals.review" }];
const basis = { name: "New organizations", command: "organizations.create", steps };

beforeEach(async () => {
  await platform();
  reseller = await makeTenant(allPermissions);
  shop = await makeTenant(allPermissions, reseller);
  boss = callerAt(reseller, reseller.operatorId, allPermissions);
});

const create = (changes: Record<string, unknown> = {}) =>
  perform(createApprovalPolicy, { ...basis, ...changes }, boss);

const holdsUp = async (input: Record<string, unknown>, place = shop) =>
  (await approvalFor(createOrganization, createOrganization.input.parse(input), place))?.name ?? null;

const enterprise = { name: "Acme", kind: "enterprise", country: "DE" };

describe("which policy holds", () => {
  it("takes the nearest one, and one above where the nearest has no such condition", async () => {
    await create({ name: "above" });
    await create({
      name: "near",
      organizationId: shop.organizationId,
      conditions: [{ field: "kind", operator: "equals", value: "individual" }],
    });
    expect(await holdsUp({ ...enterprise, kind: "individual" })).toBe("near");
    expect(await holdsUp(enterprise)).toBe("above");
    expect(await holdsUp({ ...enterprise, kind: "individual" }, reseller)).toBe("above");
    expect(await holdsUp(enterprise, await makeTenant([]))).toBeNull();
  });

  it("holds only when all conditions do", async () => {
    await create({
      conditions: [
        { field: "kind", operator: "one_of", value: ["enterprise", "reseller"] },
        { field: "country", operator: "not_equals", value: "CN" },
      ],
    });
    expect(await holdsUp(enterprise)).toBe(basis.name);
    expect(await holdsUp({ ...enterprise, country: "CN" })).toBeNull();
    expect(await holdsUp({ ...enterprise, kind: "individual" })).toBeNull();
  });

  it("does not hold while switched off", async () => {
    const { approvalPolicyId } = await create();
    await perform(updateApprovalPolicy, { approvalPolicyId, enabled: false, version: 1 }, boss);
    expect(await holdsUp(enterprise)).toBeNull();
    await perform(updateApprovalPolicy, { approvalPolicyId, enabled: true, version: 2 }, boss);
    expect(await holdsUp(enterprise)).toBe(basis.name);
    await perform(deleteApprovalPolicy, { approvalPolicyId }, boss);
    expect(await holdsUp(enterprise)).toBeNull();
  });
});

describe("what a policy may say", () => {
  const fault = (path: string, message: RegExp) => ({ path, message });

  it.each([
    ["a command that does not exist", { command: "organizations.explode" }, fault("command", /approval/)],
    ["a command that no policy concerns", { command: "approvals.approve" }, fault("command", /approval/)],
    ["one whose answer is shown once", { command: "service-tokens.create" }, fault("command", /approval/)],
    [
      "a field the input does not have",
      { conditions: [{ field: "amount", operator: "at_least", value: 5 }] },
      fault("conditions.0.field", /no such field.*country/),
    ],
    [
      "a value the field never has",
      { conditions: [{ field: "kind", operator: "equals", value: "shop" }] },
      fault("conditions.0.value", /one of.*enterprise/),
    ],
    [
      "a comparison of words as numbers",
      { conditions: [{ field: "kind", operator: "at_least", value: 5 }] },
      fault("conditions.0.value", /not a number/),
    ],
    [
      "a list for one value",
      { conditions: [{ field: "name", operator: "equals", value: ["a", "b"] }] },
      fault("conditions.0.value", /one value/),
    ],
    [
      "a permission that does not exist",
      { steps: [{ label: "Nobody", permission: "governance.approvals.dream" }] },
      fault("steps.0.permission", /no such permission/),
    ],
    ["no step", { steps: [] }, fault("steps", /At least 1 entry/)],
  ])("refuses %s", async (_, changes, { path, message }) => {
    const error = await create(changes).catch((refusal: unknown) => refusal);
    if (!(error instanceof AppError)) throw new Error("The policy was taken.");
    expect(describeFaults(error.details.fields ?? [], await translator("en"))).toEqual([
      { path, message: expect.stringMatching(message) },
    ]);
    expect(error.code).toBe("invalid_input");
    expect(await prisma.approvalPolicy.count({ where: { organizationId: reseller.organizationId } })).toBe(0);
  });

  it("checks a change like a new one", async () => {
    const { approvalPolicyId } = await create();
    await expect(
      perform(
        updateApprovalPolicy,
        { approvalPolicyId, conditions: [{ field: "x", operator: "equals", value: "y" }] },
        boss,
      ),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("knows the fields of every command that can wait", () => {
    const approvable = [...commands.values()].filter((each) => each.approvable);
    expect(approvable.map((each) => each.name)).toEqual(
      expect.arrayContaining(["organizations.suspend", "operators.grant-role"]),
    );
    expect(approvable).not.toContain(createServiceToken);
    for (const each of approvable) expect(inputFields(each).map((field) => field.path)).not.toEqual([]);
    expect(inputFields(createOrganization)).toContainEqual({
      path: "kind",
      kind: "text",
      values: ["reseller", "enterprise", "developer_org", "individual"],
    });
  });
});

describe("twenty at once with the same version", () => {
  it("change it once: one succeeds, nineteen conflict, one entry", async () => {
    const { approvalPolicyId } = await create();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        perform(updateApprovalPolicy, { approvalPolicyId, version: 1, name: `Name ${index}` }, boss),
      ),
    );
    const lost = tries.filter((each) => each.status === "rejected");
    expect(lost).toHaveLength(19);
    for (const each of lost)
      expect(each.reason).toMatchObject({ status: 409, details: { current: { version: 2 } } });
    expect(
      await prisma.auditEntry.count({
        where: { targetId: approvalPolicyId, action: "approval-policies.update" },
      }),
    ).toBe(1);
  });
});
