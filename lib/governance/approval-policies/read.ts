import { z } from "zod";
import { condition, step } from "@/lib/core/approval";
import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { record } from "@/lib/core/resource/list";
import { approvableCommands, policySelect } from "@/lib/governance/approval-policies/fields";
import { type InputField, inputFields } from "@/lib/governance/approval-policies/input-fields";
import { approvalPolicies } from "@/lib/governance/approval-policies/resource";

/**
 * One policy, typed. @throws not_found outside the caller's scope; forbidden without governance.approval-policies.read.
 */
export async function readApprovalPolicy(caller: Caller, approvalPolicyId: string) {
  await record(approvalPolicies, approvalPolicyId, caller);
  const row = await prisma.approvalPolicy.findUniqueOrThrow({
    where: { id: approvalPolicyId },
    select: {
      ...policySelect,
      id: true,
      organization: { select: { id: true, name: true } },
      createdAt: true,
      updatedAt: true,
    },
  });
  return {
    ...row,
    conditions: z.array(condition).parse(row.conditions),
    steps: z.array(step).parse(row.steps),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What a policy can be made about: each command with the fields of its input that a condition may name. */
export const policyChoices = (): { command: string; fields: InputField[] }[] =>
  approvableCommands().map((command) => ({ command: command.name, fields: inputFields(command) }));
