import { requireMethod } from "@/lib/billing/auto-recharges/fields";
import { lockRule, stamps } from "@/lib/billing/auto-recharges/locked-row";
import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Lets a rule work again, from the beginning: what failed before no longer counts. */
export const startAutoRecharge = command({
  name: "auto-recharges.start",
  permission: "billing.auto-recharges.write",
  input: object({ autoRechargeId: id, reason: reason.optional() }),
  scope: ofRow("auto_recharge", ({ autoRechargeId }) => autoRechargeId),
  async run({ input: { autoRechargeId }, tx, audit, emit, now }) {
    const rule = await lockRule(tx, autoRechargeId);
    await requireMethod(
      tx,
      rule.paymentMethodId,
      { organizationId: rule.organizationId, customerId: rule.wallet.customerId },
      now,
    );
    const state = await autoRechargeMachine.move(
      "start",
      ({ where, data }) =>
        tx.autoRecharge.updateMany({
          where: { id: autoRechargeId, ...where },
          data: {
            ...data,
            noticedAt: null,
            nextAttemptAt: null,
            stoppedReason: null,
            failures: 0,
            ...stamps(now),
          },
        }),
      async () => ({ state: rule.state }),
    );
    audit.target({ type: "auto-recharges", id: autoRechargeId, label: rule.wallet.number });
    audit.change({ state: rule.state, stoppedReason: rule.stoppedReason }, { state, stoppedReason: null });
    emit("auto-recharges/changed", { autoRechargeId, organizationId: rule.organizationId });
    return { autoRechargeId, state };
  },
});
