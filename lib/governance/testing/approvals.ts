import { frozenText } from "@/lib/core/approval";
import type { Caller } from "@/lib/core/caller";
import { after, hours, now } from "@/lib/core/clock";
import { digest } from "@/lib/core/crypto/keyring";
import { prisma } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/generated/prisma/client";
import { newId } from "@/lib/core/id";
import { callerAt, type Examples, makeOperator, type Tenant, type World } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";

/** An approval of a tenant as it would stand in the database, asked for by somebody of theirs. */
export async function makeApproval(
  tenant: Tenant,
  changes: Partial<Prisma.ApprovalUncheckedCreateInput> = {},
): Promise<string> {
  const { operatorId: requesterId } = await makeOperator(tenant, ["customers.organizations.suspend"]);
  const frozen = {
    id: newId(),
    command: "organizations.suspend",
    requesterId,
    requesterToken: null,
    workedInId: tenant.organizationId,
    input: { organizationId: tenant.organizationId, reason: "does not pay" },
  };
  await prisma.approval.create({
    data: {
      ...frozen,
      number: `APR${newId()}`,
      organizationId: tenant.organizationId,
      inputHash: digest(frozenText(frozen)),
      policyName: "Suspensions",
      steps: [{ label: "Operations", permission: "governance.approvals.review" }],
      createdAt: now(),
      expiresAt: after(now(), hours(72)),
      ...changes,
    },
    select: { id: true },
  });
  return frozen.id;
}

/** Somebody of a tenant whose request others agreed to: it is carried out at this moment. */
export async function agreedCaller(
  tenant: Tenant,
  changes: Partial<Prisma.ApprovalUncheckedCreateInput> = {},
): Promise<Caller & { approvalId: string }> {
  const approvalId = await makeApproval(tenant, { ...executing, ...changes });
  return { ...callerAt(tenant, tenant.operatorId, allPermissions), approvalId };
}

const executing = { state: "executing", attempts: 1, runId: "run" } as const;

const policy = async ({ tenant }: World): Promise<string> => {
  const id = newId();
  await prisma.approvalPolicy.create({
    data: {
      id,
      name: "Suspensions",
      organizationId: tenant.organizationId,
      command: "organizations.suspend",
      steps: [{ label: "Operations", permission: "governance.approvals.review" }],
      // Not in force: the examples of other commands must not wait for it.
      enabled: false,
      createdAt: now(),
      updatedAt: now(),
    },
    select: { id: true },
  });
  return id;
};

export const approvalExamples: Examples = {
  commands: {
    "approvals.approve": async ({ tenant }) => ({ input: { approvalId: await makeApproval(tenant) } }),
    "approvals.reject": async ({ tenant }) => ({
      input: { approvalId: await makeApproval(tenant), reason: "not now" },
    }),
    "approvals.cancel": async ({ tenant, permissions }) => {
      const { operatorId } = await makeOperator(tenant, []);
      return {
        input: { approvalId: await makeApproval(tenant, { requesterId: operatorId }) },
        caller: callerAt(tenant, operatorId, permissions),
      };
    },
    "approvals.retry": async ({ tenant }) => ({
      input: { approvalId: await makeApproval(tenant, { state: "failed" }) },
    }),
    "approvals.settle": async ({ tenant }) => ({
      input: {
        approvalId: await makeApproval(tenant, { ...executing, unknownSince: now() }),
        outcome: "executed",
        reason: "seen at the provider",
      },
    }),
    "approvals.claim": async ({ tenant }) => ({
      input: {
        approvalId: await makeApproval(tenant, { state: "approved" }),
        attempt: 1,
        runId: "run",
      },
      system: true,
    }),
    "approvals.finish": async ({ tenant }) => ({
      input: {
        approvalId: await makeApproval(tenant, executing),
        runId: "run",
        ended: { outcome: "executed", result: { done: true } },
      },
      system: true,
    }),
    "approvals.expire": async ({ tenant }) => ({
      input: { approvalId: await makeApproval(tenant, { expiresAt: after(now(), -1) }) },
      system: true,
    }),
    "approvals.notify": async ({ tenant }) => ({
      input: { approvalId: await makeApproval(tenant), news: "requested" },
      system: true,
    }),
    "approval-policies.apply-defaults": async () => ({ input: { policies: [] }, system: true }),
    "approval-policies.create": async ({ tenant }) => ({
      input: {
        name: "Suspensions",
        organizationId: tenant.organizationId,
        command: "organizations.suspend",
        steps: [{ label: "Operations", permission: "governance.approvals.review" }],
        enabled: false,
      },
    }),
    "approval-policies.update": async (world) => ({
      input: { approvalPolicyId: await policy(world), version: 1, name: "Renamed" },
    }),
    "approval-policies.delete": async (world) => ({ input: { approvalPolicyId: await policy(world) } }),
  },
  rows: {
    approvals: ({ tenant }) => makeApproval(tenant),
    "approvals-for-me": ({ tenant }) => makeApproval(tenant),
    "approval-policies": policy,
  },
};
