import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { requireAnotherSuperAdmin, requireAuthorityOver } from "@/lib/governance/operators/authority";
import { operatorMachine } from "@/lib/governance/operators/machine";

/** Locks an operator out at once: sessions end, tokens stop, signing in is refused. */
export const disableOperator = command({
  name: "operators.disable",
  permission: "governance.operators.disable",
  sensitive: true,
  input: object({ operatorId: id, reason }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId, reason }, tx, caller, audit, now }) {
    const read = () =>
      tx.operator.findUnique({ where: { id: operatorId }, select: { name: true, state: true } });
    const before = await read();
    if (!before) throw notFound();
    if (operatorOf(caller) === operatorId) throw refused("governance.not_yourself");
    await requireAuthorityOver(tx, caller, operatorId);
    await requireAnotherSuperAdmin(tx, operatorId);
    const state = await operatorMachine.move(
      "disable",
      ({ where, data }) =>
        tx.operator.updateMany({
          where: { id: operatorId, ...where },
          data: {
            ...data,
            disabledAt: now,
            disabledReason: reason,
            version: { increment: 1 },
            updatedAt: now,
          },
        }),
      read,
    );
    await tx.session.updateMany({
      where: { operatorId, revokedAt: null },
      data: { revokedAt: now, revokedReason: "operator_disabled" },
    });
    audit.target({ type: "operators", id: operatorId, label: before.name });
    audit.change({ state: before.state }, { state });
    return { operatorId, state };
  },
});
