import { days, hours, withClock } from "@/lib/core/clock";
import { execute } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { platformPlace } from "@/lib/core/scope";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { updateApprovalPolicy } from "@/lib/governance/approval-policies/update";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { carryOut, claimAttempt, reportOutcome } from "@/lib/governance/approvals/carry-out";
import { rejectApproval } from "@/lib/governance/approvals/reject";
import { grantRole } from "@/lib/governance/operators/grant-role";
import type { Stage } from "@/prisma/seed/demo/actors";
import type { DemoOperator } from "@/prisma/seed/demo/operators";
import type { DemoOrganization } from "@/prisma/seed/demo/organizations";

const requests = [
  { reason: "Four invoices are overdue.", daysAgo: 96, granted: true },
  { reason: "Traffic looks like resale.", daysAgo: 81, granted: false },
  { reason: "欠费超过 90 天。", daysAgo: 64, granted: true },
  { reason: "The contract ended.", daysAgo: 47, granted: true },
  { reason: "Asked for by their legal department.", daysAgo: 22, granted: true },
];

/**
 * What approvals left behind: suspensions needed one for a while, and some were refused; and what waits now: two people who
 * are to become super admins.
 */
export async function seedApprovals(
  stage: Stage,
  today: Date,
  organizations: DemoOrganization[],
  operators: DemoOperator[],
): Promise<void> {
  const root = await platformPlace();
  const staff = async (account: string) => {
    const person = operators.find((each) => each.email.startsWith(`${account}@`))!;
    return stage.operator(person.operatorId, person.name, root);
  };
  const [admin, asking, deciding] = [await staff("admin"), await staff("operations"), await staff("manager")];
  const at = (daysAgo: number, hour: number) => new Date(today.getTime() - days(daysAgo) + hours(hour));
  const review = [{ permission: "governance.approvals.review", label: "Second pair of eyes" }];

  const { approvalPolicyId } = await stage.act(
    "policy-suspensions",
    at(100, 3),
    createApprovalPolicy,
    { name: "Suspensions need a second pair of eyes", command: "organizations.suspend", steps: review },
    admin,
  );
  const targets = organizations.filter((each) => !each.reseller).slice(40);
  for (const [index, { reason, daysAgo, granted }] of requests.entries()) {
    const organizationId = targets[index * 2]!.organizationId;
    const approvalId = await ask(`suspension-${index}`, at(daysAgo, 2), suspendOrganization, asking, {
      organizationId,
      reason,
    });
    const word = { approvalId, reason: granted ? "Looks right." : "Talk to them first." };
    const [key, moment] = [`decide-${index}`, at(daysAgo, 5)] as const;
    if (granted) await stage.act(key, moment, approveApproval, word, deciding);
    else await stage.act(key, moment, rejectApproval, word, deciding);
    if (granted) await withClock(at(daysAgo, 5), () => execution(approvalId));
  }
  await stage.act(
    "policy-suspensions-off",
    at(12, 3),
    updateApprovalPolicy,
    { approvalPolicyId, enabled: false },
    admin,
  );

  const superAdmin = await prisma.role.findUniqueOrThrow({
    where: { preset: "super_admin" },
    select: { id: true },
  });
  await stage.act(
    "policy-super-admins",
    at(90, 4),
    createApprovalPolicy,
    {
      name: "New super admins",
      command: "operators.grant-role",
      conditions: [{ field: "roleId", operator: "equals", value: superAdmin.id }],
      steps: review,
      expiresInHours: 720,
    },
    admin,
  );
  for (const [index, account] of ["security", "sre"].entries()) {
    const { operatorId } = operators.find((each) => each.email.startsWith(`${account}@`))!;
    await ask(`super-admin-${account}`, at(2 - index, 4), grantRole, admin, {
      operatorId,
      roleId: superAdmin.id,
      organizationId: root.organizationId,
      reason: "Covers for the holidays.",
    });
  }

  async function ask(
    key: string,
    moment: Date,
    command: Parameters<typeof execute>[0],
    caller: typeof admin,
    input: Record<string, unknown>,
  ): Promise<string> {
    const outcome = await withClock(moment, () =>
      execute(command, input, { ...caller, steppedUpAt: moment, idempotencyKey: `seed:${key}` }),
    );
    if (outcome.status !== "waiting") throw new Error(`${command.name} did not wait for approval.`);
    return outcome.approvalId;
  }
}

/** What the job would have done that day. */
async function execution(approvalId: string): Promise<void> {
  const attempt = { approvalId, attempt: 1, runId: `seed:${approvalId}` };
  if (!(await claimAttempt(attempt))) return;
  await reportOutcome(attempt, await carryOut(approvalId));
}
