import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { conflict, notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { lockedUntil, unlockAccount } from "@/lib/governance/auth/account-lock";

/**
 * Lets an operator sign in again who was locked out since passwords or codes were wrong too often. Nobody unlocks themselves:
 * whoever took over a session could guess codes for ever.
 */
export const unlockOperator = command({
  name: "operators.unlock",
  permission: "governance.operators.write",
  sensitive: true,
  input: object({ operatorId: id, reason }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId }, tx, caller, audit, now }) {
    if (operatorOf(caller) === operatorId) throw refused("governance.not_yourself");
    const operator = await tx.operator.findUnique({
      where: { id: operatorId },
      select: { id: true, name: true, email: true },
    });
    if (!operator) throw notFound();
    const until = await lockedUntil(tx, operator, now);
    if (!until) throw conflict("governance.not_locked", { name: operator.name });
    await unlockAccount(tx, operator);
    audit.target({ type: "operators", id: operatorId, label: operator.name });
    audit.change({ lockedUntil: until }, { lockedUntil: null });
    return { operatorId };
  },
});
