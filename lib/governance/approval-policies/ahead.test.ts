import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { approvalAhead } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { makeTenant, platform } from "@/lib/core/testing/world";
import { createOrganization } from "@/lib/customers/organizations/create";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { makeOffice } from "@/lib/governance/testing/waiting";
import "@/lib/registry";

it("says before anything is sent who will have to agree, and writes nothing", async () => {
  await platform();
  const { target, requester } = await makeOffice();
  const input = { organizationId: target.organizationId, reason: "Four invoices are overdue." };
  const counts = () => Promise.all([prisma.approval.count(), prisma.auditEntry.count()]);
  const before = await counts();
  const policy = await approvalAhead(suspendOrganization, input, requester);
  expect(policy?.steps.map((step) => step.label).length).toBe(2);
  expect(await counts()).toEqual(before);

  const other = await makeTenant([]);
  await expect(
    approvalAhead(suspendOrganization, { ...input, organizationId: other.organizationId }, requester),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(approvalAhead(suspendOrganization, { reason: "x" }, requester)).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(
    approvalAhead(createOrganization, { name: "Free", kind: "enterprise" }, requester),
  ).rejects.toMatchObject({ code: "forbidden" });
});

it("says nothing of a command no policy concerns", async () => {
  await platform();
  const { target, requester } = await makeOffice();
  await prisma.approvalPolicy.updateMany({ data: { enabled: false } });
  const input = { organizationId: target.organizationId, reason: "Four invoices are overdue." };
  expect(await approvalAhead(suspendOrganization, input, requester)).toBeNull();
});
