import type { AuditNotes } from "@/lib/core/audit";
import type { Tx } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { policySelect, requireAlone } from "@/lib/support/sla-policies/fields";

type Run = { tx: Tx; audit: AuditNotes; now: Date };

/** Puts a policy in force or out of it. @throws conflict when it is so already, or another holds for the same. */
export async function switchPolicy({ tx, audit, now }: Run, policyId: string, active: boolean) {
  const where = { id: policyId };
  const policy = await tx.slaPolicy.findUnique({ where, select: policySelect });
  if (!policy) throw notFound();
  if (active) await requireAlone(tx, policy, policyId);
  const { count } = await tx.slaPolicy.updateMany({
    where: { ...where, active: !active },
    data: { active, version: { increment: 1 }, updatedAt: now },
  });
  const { name } = policy;
  if (count === 0) throw conflict(`support.policy_${active ? "active" : "inactive"}_already`, { name });
  audit.target({ type: "sla-policies", id: policyId, label: name });
  audit.change({ active: !active }, { active });
  return { policyId, active, version: policy.version + 1 };
}
