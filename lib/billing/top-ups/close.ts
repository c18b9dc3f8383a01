import { lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { movingMoney } from "@/lib/billing/top-ups/moving";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Ends a top-up nobody will pay. What is paid all the same is set aside and given back (connectivity 6.8).
 * @throws rule_violation while its money is being moved.
 */
export const closeTopUp = command({
  name: "top-ups.close",
  permission: "billing.top-ups.manage",
  input: object({ topUpId: id, reason }),
  scope: ofRow("top_up", ({ topUpId }) => topUpId),
  async run({ input: { topUpId }, tx, audit, emit, now }) {
    const topUp = await lockTopUp(tx, topUpId);
    const moving = await tx.paymentAttempt.count({ where: { topUpId, ...movingMoney } });
    if (moving > 0) throw refused("billing.money_is_moving");
    const state = await topUpMachine.move(
      "close",
      ({ where, data }) =>
        tx.topUp.updateMany({
          where: { id: topUpId, ...where },
          data: { ...data, closedAt: now, expiresAt: null, ...stamps(now) },
        }),
      async () => ({ state: topUp.state }),
    );
    audit.target({ type: "top-ups", id: topUpId, label: topUp.number });
    audit.change({ state: topUp.state }, { state });
    emit("top-ups/closed", { topUpId, organizationId: topUp.organizationId });
    return { topUpId, state };
  },
});
