import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { mailOperator } from "@/lib/governance/auth/account-mail";

/** Ends every session of an operator, which they are told; they may sign in again. */
export const signOutEverywhere = command({
  name: "operators.sign-out-everywhere",
  permission: "governance.sessions.revoke",
  input: object({ operatorId: id, reason }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId }, tx, audit, now }) {
    const operator = await tx.operator.findUnique({ where: { id: operatorId }, select: { name: true } });
    if (!operator) throw notFound();
    const { count } = await tx.session.updateMany({
      where: { operatorId, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now, revokedReason: "signed_out_everywhere" },
    });
    if (count > 0) await mailOperator(tx, operatorId, "signed_out_everywhere", now);
    audit.target({ type: "operators", id: operatorId, label: operator.name });
    audit.change({ sessions: count }, { sessions: 0 });
    return { operatorId, sessions: count };
  },
});
