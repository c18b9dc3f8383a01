import { lockRule } from "@/lib/billing/auto-recharges/locked-row";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Takes a rule away. A charge that has begun goes on to its end. */
export const removeAutoRecharge = command({
  name: "auto-recharges.remove",
  permission: "billing.auto-recharges.write",
  input: object({ autoRechargeId: id, reason: reason.optional() }),
  scope: ofRow("auto_recharge", ({ autoRechargeId }) => autoRechargeId),
  async run({ input: { autoRechargeId }, tx, audit }) {
    const rule = await lockRule(tx, autoRechargeId);
    await tx.autoRecharge.delete({ where: { id: autoRechargeId }, select: { id: true } });
    audit.target({ type: "auto-recharges", id: autoRechargeId, label: rule.wallet.number });
    audit.change(
      { threshold: rule.threshold.toJSON(), amount: rule.amount.toJSON(), state: rule.state },
      null,
    );
    return { autoRechargeId };
  },
});
