import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { databaseUrl } from "@/lib/core/testing/database";
import { platform } from "@/lib/core/testing/world";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { readApproval } from "@/lib/governance/approvals/read";
import { rejectApproval } from "@/lib/governance/approvals/reject";
import { retryApproval } from "@/lib/governance/approvals/retry";
import {
  approvalRow,
  ask,
  colleague,
  makeOffice,
  type Office,
  operationsStep,
} from "@/lib/governance/testing/waiting";
import { allPermissions } from "@/lib/registry";
import { inngest } from "../client";
import { type Harness, startHarness, until } from "../embedded/testing/harness";
import { relayBatch } from "../relay";
import { executeApproval, notifyApproval } from "./governance";

let harness: Harness;
let office: Office;

beforeAll(async () => {
  await platform();
  office = await makeOffice([operationsStep]);
  harness = await startHarness(databaseUrl, () => [executeApproval, notifyApproval], { client: inngest });
});

afterAll(() => harness?.stop());

const reaches = (approvalId: string, state: string) =>
  until(async () => {
    await relayBatch();
    return (await approvalRow(approvalId)).state === state;
  }, `the approval is ${state}`);

const told = async (caller: Office["requester"]) => {
  const operatorId = caller.actor.type === "operator" ? caller.actor.operatorId : "";
  const items = await prisma.inboxItem.findMany({
    where: { operatorId },
    orderBy: { createdAt: "asc" },
    select: { message: true, params: true, href: true },
  });
  return items;
};

const hears = (caller: Office["requester"], message: string, count: number) =>
  until(async () => {
    await relayBatch();
    return (await told(caller)).filter((item) => item.message === message).length === count;
  }, `${count} times ${message}`);

describe("an approval, by way of the engine", () => {
  it("is told of, approved, carried out once, and told of again", async () => {
    const approvalId = await ask(office);
    await hears(office.operations, "governance.inbox.approval_requested", 1);
    expect(await told(office.operations)).toMatchObject([{ href: `governance/approvals/${approvalId}` }]);
    expect(await told(office.requester)).toEqual([]);
    expect(await told(office.finance)).toEqual([]);

    await perform(approveApproval, { approvalId }, office.operations);
    await reaches(approvalId, "executed");
    await hears(office.requester, "governance.inbox.approval_executed", 1);
    const works = await prisma.auditEntry.findMany({ where: { approvalId }, select: { action: true } });
    expect(works).toEqual([{ action: "organizations.suspend" }]);
    const mails = await prisma.outgoingMail.findMany({ select: { subject: true, text: true } });
    // Operations and the tenant's own boss could agree to it.
    expect(mails.map((mail) => mail.subject).sort()).toEqual([
      expect.stringContaining("Approved and carried out"),
      expect.stringContaining("asks for approval: Suspend organization"),
      expect.stringContaining("asks for approval: Suspend organization"),
    ]);
    expect(mails.every((mail) => mail.text.includes(`/ops/governance/approvals/${approvalId}`))).toBe(true);

    const page = await readApproval(await colleague(office.tenant, allPermissions), approvalId);
    expect(page.runs).toMatchObject([{ state: "completed" }]);
    expect(page.timeline.map((entry) => entry.action)).toEqual([
      "approvals.request",
      "approvals.approve",
      "approvals.claim",
      "organizations.suspend",
      "approvals.finish",
    ]);
  });

  it("fails with its reason, and works when it is retried", async () => {
    const approvalId = await ask(office);
    await perform(approveApproval, { approvalId }, office.operations);
    await reaches(approvalId, "failed");
    await hears(office.requester, "governance.inbox.approval_failed", 1);
    const boss = await colleague(office.tenant, allPermissions);
    await perform(
      reactivateOrganization,
      { organizationId: office.target.organizationId, reason: "paid" },
      boss,
    );
    await perform(retryApproval, { approvalId }, office.finance);
    await reaches(approvalId, "executed");
  });

  it("tells the requester of a rejection", async () => {
    const approvalId = await ask(office);
    await perform(rejectApproval, { approvalId, reason: "they paid" }, office.operations);
    await hears(office.requester, "governance.inbox.approval_rejected", 1);
  });
});
