import { days, hours } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { platformPlace } from "@/lib/core/scope";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { createApprovalPolicy } from "@/lib/governance/approval-policies/create";
import { updateApprovalPolicy } from "@/lib/governance/approval-policies/update";
import { approveApproval } from "@/lib/governance/approvals/approve";
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
    const approvalId = await stage.ask(
      `suspension-${index}`,
      at(daysAgo, 2),
      suspendOrganization,
      { organizationId, reason },
      asking,
    );
    const word = { approvalId, reason: granted ? "Looks right." : "Talk to them first." };
    const [key, moment] = [`decide-${index}`, at(daysAgo, 5)] as const;
    if (granted) await stage.act(key, moment, approveApproval, word, deciding);
    else await stage.act(key, moment, rejectApproval, word, deciding);
    if (granted) await stage.carryOut(approvalId, at(daysAgo, 5));
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
    await stage.ask(
      `super-admin-${account}`,
      at(2 - index, 4),
      grantRole,
      {
        operatorId,
        roleId: superAdmin.id,
        organizationId: root.organizationId,
        reason: "Covers for the holidays.",
      },
      admin,
    );
  }
}
