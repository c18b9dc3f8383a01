import { z } from "zod";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { requireCoverWithout } from "@/lib/governance/approval-policies/covered";
import {
  checkPolicy,
  policyConditions,
  policyExpiry,
  policyName,
  policySelect,
  policySteps,
} from "@/lib/governance/approval-policies/fields";

/** Changes a policy. Requests already made keep the steps they were made with. */
export const updateApprovalPolicy = command({
  name: "approval-policies.update",
  permission: "governance.approval-policies.write",
  sensitive: true,
  input: object({
    approvalPolicyId: id,
    version: z.int().positive().optional(),
    name: policyName.optional(),
    conditions: policyConditions.optional(),
    steps: policySteps.optional(),
    expiresInHours: policyExpiry.optional(),
    enabled: z.boolean().optional(),
  }),
  scope: ofRow("approval_policy", (input) => input.approvalPolicyId),
  async preview({ approvalPolicyId, version: _, ...fields }) {
    const before = await prisma.approvalPolicy.findUnique({
      where: { id: approvalPolicyId },
      select: policySelect,
    });
    if (!before) throw notFound();
    return {
      target: { type: "approval-policies", id: approvalPolicyId, label: before.name },
      before: Object.fromEntries(Object.keys(fields).map((key) => [key, Reflect.get(before, key)])),
      after: fields,
    };
  },
  async run({ input: { approvalPolicyId, version, ...fields }, tx, audit, now }) {
    const read = () =>
      tx.approvalPolicy.findUnique({ where: { id: approvalPolicyId }, select: policySelect });
    const before = await read();
    if (!before) throw notFound();
    checkPolicy({ command: before.command, conditions: fields.conditions, steps: fields.steps });
    if (fields.enabled === false) await requireCoverWithout(tx, { id: approvalPolicyId, ...before });
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.approvalPolicy.updateMany({
          where: { id: approvalPolicyId, ...where },
          data: { ...fields, ...data, updatedAt: now },
        }),
      read,
    );
    const { version: earlier, ...was } = before;
    audit.target({ type: "approval-policies", id: approvalPolicyId, label: fields.name ?? before.name });
    audit.change(was, { ...was, ...fields });
    return { approvalPolicyId, version: earlier + 1 };
  },
});
