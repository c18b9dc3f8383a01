import { lockRule, stamps } from "@/lib/billing/auto-recharges/locked-row";
import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Switches a rule off. A charge that has begun goes on to its end. */
export const stopAutoRecharge = command({
  name: "auto-recharges.stop",
  permission: "billing.auto-recharges.write",
  input: object({ autoRechargeId: id, reason: reason.optional() }),
  scope: ofRow("auto_recharge", ({ autoRechargeId }) => autoRechargeId),
  async run({ input: { autoRechargeId }, tx, audit, emit, now }) {
    const rule = await lockRule(tx, autoRechargeId);
    const state = await autoRechargeMachine.move(
      "stop",
      ({ where, data }) =>
        tx.autoRecharge.updateMany({
          where: { id: autoRechargeId, ...where },
          data: { ...data, noticedAt: null, nextAttemptAt: null, stoppedReason: null, ...stamps(now) },
        }),
      async () => ({ state: rule.state }),
    );
    audit.target({ type: "auto-recharges", id: autoRechargeId, label: rule.wallet.number });
    audit.change({ state: rule.state, stoppedReason: rule.stoppedReason }, { state, stoppedReason: null });
    emit("auto-recharges/changed", { autoRechargeId, organizationId: rule.organizationId });
    return { autoRechargeId, state };
  },
});
