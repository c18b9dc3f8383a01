import { z } from "zod";
import { command } from "@/lib/core/command";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import {
  checkPolicy,
  policyConditions,
  policyExpiry,
  policyName,
  policySteps,
} from "@/lib/governance/approval-policies/fields";

/** Puts a command behind approval, for targets of an organization and of everything below it. */
export const createApprovalPolicy = command({
  name: "approval-policies.create",
  permission: "governance.approval-policies.write",
  sensitive: true,
  input: object({
    name: policyName,
    command: z.string().min(3).max(100),
    organizationId: id.optional(),
    conditions: policyConditions.default([]),
    steps: policySteps,
    expiresInHours: policyExpiry.default(72),
    enabled: z.boolean().default(true),
  }),
  scope: inOrganization((input) => input.organizationId),
  async preview(input) {
    return { before: null, after: input };
  },
  async run({ input, tx, place, audit, now }) {
    checkPolicy(input);
    const policy = { ...input, organizationId: place.organizationId };
    const policyId = newId();
    await tx.approvalPolicy.create({
      data: { id: policyId, ...policy, createdAt: now, updatedAt: now },
      select: { id: true },
    });
    audit.target({ type: "approval-policies", id: policyId, label: input.name });
    audit.change(null, policy);
    return { approvalPolicyId: policyId, version: 1 };
  },
});
