import { z } from "zod";
import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { requireCoverWithout } from "@/lib/governance/approval-policies/covered";
import { policySelect } from "@/lib/governance/approval-policies/fields";

/** Removes a policy. Requests already made still need their steps. */
export const deleteApprovalPolicy = command({
  name: "approval-policies.delete",
  permission: "governance.approval-policies.write",
  sensitive: true,
  input: object({ approvalPolicyId: id, version: z.int().positive().optional() }),
  scope: ofRow("approval_policy", (input) => input.approvalPolicyId),
  async preview({ approvalPolicyId }) {
    const before = await prisma.approvalPolicy.findUnique({
      where: { id: approvalPolicyId },
      select: policySelect,
    });
    if (!before) throw notFound();
    return {
      target: { type: "approval-policies", id: approvalPolicyId, label: before.name },
      before,
      after: null,
    };
  },
  async run({ input: { approvalPolicyId, version }, tx, audit }) {
    const before = await tx.approvalPolicy.findUnique({
      where: { id: approvalPolicyId },
      select: policySelect,
    });
    if (!before) throw notFound();
    await requireCoverWithout(tx, { id: approvalPolicyId, ...before });
    const { count } = await tx.approvalPolicy.deleteMany({ where: { id: approvalPolicyId, version } });
    if (count === 0) throw conflict("version_mismatch", {}, before);
    audit.target({ type: "approval-policies", id: approvalPolicyId, label: before.name });
    audit.change(before, null);
    return { approvalPolicyId };
  },
});
