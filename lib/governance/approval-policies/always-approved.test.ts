import "@/lib/core/testing/database";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { command, execute, executeTogether, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { object } from "@/lib/core/input";
import { own } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { applyDefaultPolicies } from "@/lib/governance/approval-policies/apply-defaults";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { type DefaultPolicy, defaultPolicies } from "@/lib/governance/approval-policies/defaults";
import { deleteApprovalPolicy } from "@/lib/governance/approval-policies/delete";
import { checkPolicy } from "@/lib/governance/approval-policies/fields";
import { updateApprovalPolicy } from "@/lib/governance/approval-policies/update";
import { approveApproval } from "@/lib/governance/approvals/approve";
import {
  approvalRow,
  colleague,
  financeStep,
  operationsStep,
  publishAlso,
  run,
} from "@/lib/governance/testing/waiting";
import { allPermissions, commands } from "@/lib/registry";

/** What pays money back will look like: operations agrees, then finance. */
const payBack = command({
  name: "paybacks.request",
  permission: "customers.organizations.suspend",
  alwaysApproved: true,
  input: object({ amount: z.string() }),
  scope: own(),
  async run({ input }) {
    return { paid: input.amount };
  },
});

const standard: DefaultPolicy = {
  key: "pay-backs",
  name: "Pay-backs",
  command: payBack.name,
  steps: [operationsStep, financeStep],
};

let shop: Tenant;

beforeEach(async () => {
  publishAlso(payBack);
  await platform();
  await prisma.approvalPolicy.deleteMany();
  await prisma.approvalPolicyDefault.deleteMany();
  shop = await makeTenant(allPermissions);
});

const boss = () => callerAt(shop, shop.operatorId, allPermissions);
const apply = async (policies = [standard]) =>
  perform(applyDefaultPolicies, { policies }, await systemCaller("test"));
const theirs = () =>
  prisma.approvalPolicy.findMany({
    where: { command: payBack.name },
    select: { id: true, enabled: true, version: true, organizationId: true },
  });
const admin = async () => callerAt(await platform(), shop.operatorId, allPermissions);

describe("a command that is always approved", () => {
  const uncovered = { status: 422, reason: "no_approval_policy" };

  it("is refused where no policy covers it, to a person and to a token", async () => {
    await expect(execute(payBack, { amount: "5" }, boss())).rejects.toMatchObject(uncovered);
    const actor = { type: "token", operatorId: shop.operatorId, tokenId: shop.roleId, label: "t" } as const;
    await expect(execute(payBack, { amount: "5" }, { ...boss(), actor })).rejects.toMatchObject(uncovered);
    expect(await executeTogether(payBack, [{ input: { amount: "5" }, idempotencyKey: "k" }], boss())).toBe(
      false,
    );
    expect(await prisma.auditEntry.count({ where: { action: payBack.name } })).toBe(0);
  });

  it("is refused where a policy's conditions leave it out, and where the policy is switched off", async () => {
    const policy = { name: "Large ones", command: payBack.name, steps: [operationsStep] };
    const conditions = [{ field: "amount", operator: "at_least", value: 100 }];
    await perform(createApprovalPolicy, { ...policy, conditions }, boss());
    await perform(createApprovalPolicy, { ...policy, enabled: false }, boss());
    await expect(execute(payBack, { amount: "99" }, boss())).rejects.toMatchObject(uncovered);
    expect(await execute(payBack, { amount: "100" }, boss())).toMatchObject({ status: "waiting" });
  });

  it("is carried out by the product itself", async () => {
    expect(await perform(payBack, { amount: "5" }, await systemCaller("test"))).toEqual({ paid: "5" });
  });

  it("goes through the steps of its default policy, one person each", async () => {
    await apply();
    const reviews = ["governance.approvals.review"];
    const operations = await colleague(shop, [operationsStep.permission, ...reviews]);
    const finance = await colleague(shop, [financeStep.permission, ...reviews]);
    const asked = await execute(payBack, { amount: "5" }, boss());
    if (asked.status !== "waiting") throw new Error("It did not wait.");
    const { approvalId } = asked;
    await expect(perform(approveApproval, { approvalId }, finance)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await perform(approveApproval, { approvalId }, operations)).toMatchObject({ state: "pending" });
    expect(await perform(approveApproval, { approvalId }, finance)).toMatchObject({ state: "approved" });
    expect(await run(approvalId)).toBe("executed");
    expect(await approvalRow(approvalId)).toMatchObject({ state: "executed", result: { paid: "5" } });
  });

  it("cannot be declared where no policy may concern it", () => {
    const declare = () =>
      command({
        name: "paybacks.silent",
        permission: null,
        alwaysApproved: true,
        input: object({}),
        scope: own(),
        run: async () => null,
      });
    expect(declare).toThrow(/always approved/);
  });
});

describe("its last policy", () => {
  const last = { status: 422, reason: "governance.last_policy", params: { command: payBack.name } };
  const only = async () => {
    const [policy] = await theirs();
    return { approvalPolicyId: policy!.id, version: policy!.version };
  };

  it("is neither deleted nor switched off, but may be edited", async () => {
    await apply();
    await expect(perform(deleteApprovalPolicy, await only(), await admin())).rejects.toMatchObject(last);
    await expect(
      perform(updateApprovalPolicy, { ...(await only()), enabled: false }, await admin()),
    ).rejects.toMatchObject(last);
    await perform(updateApprovalPolicy, { ...(await only()), steps: [operationsStep] }, await admin());
    expect(await theirs()).toMatchObject([{ enabled: true, version: 2 }]);
  });

  it("is the last though a tenant has one of its own; that one may go", async () => {
    await apply();
    const root = await only();
    const policy = { name: "Ours", command: payBack.name, steps: [operationsStep] };
    const { approvalPolicyId } = await perform(createApprovalPolicy, policy, boss());
    await expect(perform(deleteApprovalPolicy, root, await admin())).rejects.toMatchObject(last);
    await perform(deleteApprovalPolicy, { approvalPolicyId }, boss());
    expect(await theirs()).toHaveLength(1);
  });

  it("stays when two people take away one of the last two at once", async () => {
    await apply();
    const policy = { name: "Second", command: payBack.name, steps: [operationsStep] };
    await perform(createApprovalPolicy, policy, await admin());
    const caller = await admin();
    const tries = await Promise.allSettled(
      (await theirs()).map(({ id }) => perform(deleteApprovalPolicy, { approvalPolicyId: id }, caller)),
    );
    expect(tries.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await theirs()).toHaveLength(1);
  });
});

describe("default policies", () => {
  it("are made once, at the root, and never again, whatever became of them", async () => {
    expect(await apply()).toEqual({ created: ["Pay-backs"] });
    const root = await platform();
    expect(await theirs()).toMatchObject([{ enabled: true, organizationId: root.organizationId }]);
    await prisma.approvalPolicy.updateMany({ data: { name: "Renamed" } });
    expect(await apply()).toEqual({ created: [] });
    await prisma.approvalPolicy.deleteMany();
    expect(await apply()).toEqual({ created: [] });
    expect(await theirs()).toEqual([]);
    expect(await apply([standard, { ...standard, key: "newer", name: "Newer" }])).toEqual({
      created: ["Newer"],
    });
  });

  it("are made once though several processes start at once", async () => {
    await Promise.all([1, 2, 3].map(() => apply()));
    expect(await theirs()).toHaveLength(1);
  });

  it("are not for people to apply", async () => {
    await expect(
      perform(applyDefaultPolicies, { policies: [standard] }, await admin()),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("make sense, and cover every command that needs one", () => {
    for (const policy of defaultPolicies) expect(() => checkPolicy(policy)).not.toThrow();
    const keys = defaultPolicies.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const covered = defaultPolicies.filter(({ conditions = [] }) => conditions.length === 0);
    const always = [...commands.values()].filter((each) => each.alwaysApproved);
    expect(covered.map((each) => each.command)).toEqual(
      expect.arrayContaining(always.map((each) => each.name)),
    );
  });
});
