import "@/lib/core/testing/database";
import { beforeAll, expect, it } from "vitest";
import { timelineOf } from "@/components/console/timeline-of";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, platform } from "@/lib/core/testing/world";
import { updateOrganization } from "@/lib/customers/organizations/update";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { ask, makeOffice, run } from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";

beforeAll(async () => {
  await platform();
});

it("names the approval something was carried out through, and none where it was done at once", async () => {
  const office = await makeOffice();
  const caller = callerAt(office.tenant, office.tenant.operatorId, allPermissions);
  const approvalId = await ask(office);
  await perform(approveApproval, { approvalId }, office.operations);
  await perform(approveApproval, { approvalId }, office.finance);
  await run(approvalId);
  const { number, targetId } = await prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { number: true, targetId: true },
  });
  const organizationId = targetId ?? "";
  await perform(updateOrganization, { organizationId, note: "called" }, caller);
  const entries = await timelineOf(caller, "organizations", organizationId);
  expect(entries?.map(({ action, approval }) => [action, approval])).toEqual([
    ["organizations.update", null],
    ["organizations.suspend", { id: approvalId, number }],
  ]);
});
