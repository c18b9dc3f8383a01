import type { Caller } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { type Command, execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { directory, publishDirectory } from "@/lib/core/directory";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { carryOut, claimAttempt, reportOutcome } from "@/lib/governance/approvals/carry-out";
import { allPermissions, commands, moduleOf } from "@/lib/registry";

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

let requests = 0;

/** Asks for the suspension of the office's target, each time with words of its own. @returns the approval's id. */
export async function ask({ target, requester }: Office, caller = requester): Promise<string> {
  const reason = `${++requests} invoices overdue`;
  const outcome = await execute(
    suspendOrganization,
    { organizationId: target.organizationId, reason },
    caller,
  );
  if (outcome.status !== "waiting") throw new Error("No policy held it up.");
  return outcome.approvalId;
}

/** Asks for it and agrees to it, in an office with the one step of operations. @returns the approval's id. */
export async function approved(office: Office): Promise<string> {
  const approvalId = await ask(office);
  await perform(approveApproval, { approvalId }, office.operations);
  return approvalId;
}

/** Makes commands of a module that does not exist known beside the product's own. */
export function publishAlso(...own: Command[]): void {
  const known = directory();
  publishDirectory({
    ...known,
    commands: new Map<string, Command>([...commands, ...own.map((each) => [each.name, each] as const)]),
    moduleOf: (entry) => (own.some((each) => each.name === entry.name) ? { name: "tests" } : moduleOf(entry)),
  });
}

/** Has a command asked for and agreed to under a policy of its own. @returns the approval's id. */
export async function approvedTo<Input>(office: Office, todo: Command<Input>, input: Input): Promise<string> {
  await prisma.approvalPolicy.create({
    data: {
      id: newId(),
      organizationId: office.tenant.organizationId,
      name: todo.name,
      command: todo.name,
      steps: [operationsStep],
      createdAt: now(),
      updatedAt: now(),
    },
    select: { id: true },
  });
  const outcome = await execute(todo, input, office.requester);
  if (outcome.status !== "waiting") throw new Error("No policy held it up.");
  await perform(approveApproval, { approvalId: outcome.approvalId }, office.operations);
  return outcome.approvalId;
}

/** A moment so many milliseconds from now. */
export const later = (milliseconds: number): Date => new Date(Date.now() + milliseconds);

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
