import type { Caller } from "@/lib/core/caller";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { carryOut, claimAttempt, reportOutcome } from "@/lib/governance/approvals/carry-out";
import { allPermissions } from "@/lib/registry";

/** A tenant where suspending an organization waits for approval, with people to ask and to agree. */
export type Office = {
  tenant: Tenant;
  /** What is to be suspended. */
  target: Tenant;
  requester: Caller;
  operations: Caller;
  finance: Caller;
};

export const operationsStep = { label: "Operations", permission: "customers.organizations.suspend" };
export const financeStep = { label: "Finance", permission: "customers.organizations.export" };

/** An operator of `tenant` at work there, holding `permissions`. */
export async function colleague(tenant: Tenant, permissions: readonly string[]): Promise<Caller> {
  const { operatorId } = await makeOperator(tenant, permissions);
  return callerAt(tenant, operatorId, permissions);
}

/** @param steps of the policy; operations, then finance when left out. */
export async function makeOffice(steps = [operationsStep, financeStep]): Promise<Office> {
  const tenant = await makeTenant(allPermissions);
  await perform(
    createApprovalPolicy,
    { name: "Suspensions", command: "organizations.suspend", organizationId: tenant.organizationId, steps },
    callerAt(tenant, tenant.operatorId, allPermissions),
  );
  const reviews = [
    "governance.approvals.read",
    "governance.approvals.review",
    "governance.approvals.execute",
  ];
  return {
    tenant,
    target: await makeTenant([], tenant),
    requester: await colleague(tenant, ["customers.organizations.suspend", ...reviews]),
    operations: await colleague(tenant, ["customers.organizations.suspend", ...reviews]),
    finance: await colleague(tenant, ["customers.organizations.export", ...reviews]),
  };
}

/** Asks for the suspension of the office's target. @returns the approval's id. */
export async function ask({ target, requester }: Office, caller = requester): Promise<string> {
  const outcome = await execute(
    suspendOrganization,
    { organizationId: target.organizationId, reason: "three invoices overdue" },
    caller,
  );
  if (outcome.status !== "waiting") throw new Error("No policy held it up.");
  return outcome.approvalId;
}

export const approvalRow = (id: string) =>
  prisma.approval.findUniqueOrThrow({
    where: { id },
    select: { state: true, currentStep: true, attempts: true, result: true, error: true, unknownSince: true },
  });

/** Payloads of the events an approval caused, oldest first. */
export async function eventsOf(approvalId: string): Promise<{ name: string; payload: unknown }[]> {
  return prisma.outboxEvent.findMany({
    where: { name: { startsWith: "approvals/" }, payload: { path: ["approvalId"], equals: approvalId } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { name: true, payload: true },
  });
}

/** What the durable function does, all in one. */
export async function run(approvalId: string, attempt = 1, runId = newId()): Promise<string> {
  if (!(await claimAttempt({ approvalId, attempt, runId }))) return "overtaken";
  const ended = await carryOut(approvalId);
  await reportOutcome({ approvalId, runId }, ended);
  return ended.outcome;
}
