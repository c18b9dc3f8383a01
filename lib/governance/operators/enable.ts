import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { requireAuthorityOver } from "@/lib/governance/operators/authority";
import { operatorMachine } from "@/lib/governance/operators/machine";

/** Lets a disabled operator in again; one who had not accepted their invitation goes back to being invited. */
export const enableOperator = command({
  name: "operators.enable",
  permission: "governance.operators.disable",
  sensitive: true,
  input: object({ operatorId: id, reason: reason.optional() }),
  scope: ofRow("operator", (input) => input.operatorId),
  async run({ input: { operatorId }, tx, caller, audit, now }) {
    const read = () =>
      tx.operator.findUnique({
        where: { id: operatorId },
        select: { name: true, state: true, passwordSetAt: true },
      });
    const before = await read();
    if (!before) throw notFound();
    await requireAuthorityOver(tx, caller, operatorId);
    const state = await operatorMachine.move(
      before.passwordSetAt ? "enable" : "reopen",
      ({ where, data }) =>
        tx.operator.updateMany({
          where: { id: operatorId, ...where },
          data: {
            ...data,
            disabledAt: null,
            disabledReason: null,
            version: { increment: 1 },
            updatedAt: now,
          },
        }),
      read,
    );
    audit.target({ type: "operators", id: operatorId, label: before.name });
    audit.change({ state: before.state }, { state });
    return { operatorId, state };
  },
});
