import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { requireAuthorityOver } from "@/lib/governance/operators/authority";

/** Forgets an operator's second factor and recovery codes and ends their sessions, which they are told; they enrol anew at the next sign-in. */
export const resetTotp = command({
  name: "operators.reset-totp",
  permission: "governance.operators.write",
  sensitive: true,
  input: object({ operatorId: id, reason }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId }, tx, caller, audit, now }) {
    const before = await tx.operator.findUnique({
      where: { id: operatorId },
      select: { name: true, totpEnrolledAt: true },
    });
    if (!before) throw notFound();
    await requireAuthorityOver(tx, caller, operatorId);
    await tx.operator.update({
      where: { id: operatorId },
      data: {
        totpSecret: null,
        totpEnrolledAt: null,
        totpLastWindow: null,
        version: { increment: 1 },
        updatedAt: now,
      },
      select: { id: true },
    });
    await tx.recoveryCode.deleteMany({ where: { operatorId } });
    await tx.session.updateMany({
      where: { operatorId, revokedAt: null },
      data: { revokedAt: now, revokedReason: "second_factor_reset" },
    });
    await mailOperator(tx, operatorId, "second_factor_reset", now);
    audit.target({ type: "operators", id: operatorId, label: before.name });
    audit.change({ totpEnrolledAt: before.totpEnrolledAt }, { totpEnrolledAt: null });
    return { operatorId };
  },
});
