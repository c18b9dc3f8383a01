import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { list } from "@/lib/core/resource/list";
import { callerAt, platform } from "@/lib/core/testing/world";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { approvals } from "@/lib/governance/approvals/resource";
import { ask, makeOffice, operationsStep } from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";

beforeAll(async () => {
  await platform();
});

it("an approval belongs to the policy that held it up, not to another of that name on the same command", async () => {
  const office = await makeOffice();
  const { organizationId, operatorId } = office.tenant;
  const caller = callerAt(office.tenant, operatorId, allPermissions);
  const approvalId = await ask(office);
  const [first] = await prisma.approvalPolicy.findMany({ where: { organizationId }, select: { id: true } });
  const second = await perform(
    createApprovalPolicy,
    { name: "Suspensions", command: "organizations.suspend", organizationId, steps: [operationsStep] },
    caller,
  );
  const listed = async (policyId = "") =>
    (await list(approvals, { filters: { policyId }, columns: ["policy"] }, caller)).rows;
  expect(await listed(first?.id)).toEqual([[approvalId, "Suspensions"]]);
  expect(await listed(second.approvalPolicyId)).toEqual([]);
});
