import { z } from "zod";
import { requireMethod, ruleAmounts, ruleFields } from "@/lib/billing/auto-recharges/fields";
import { lockRule, stamps } from "@/lib/billing/auto-recharges/locked-row";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

/** Changes a rule. A charge that was announced is announced anew. */
export const updateAutoRecharge = command({
  name: "auto-recharges.update",
  permission: "billing.auto-recharges.write",
  input: object({
    autoRechargeId: id,
    version: z.int().positive().optional(),
    paymentMethodId: ruleFields.paymentMethodId.optional(),
    threshold: ruleFields.threshold.optional(),
    amount: ruleFields.amount.optional(),
    monthlyLimit: ruleFields.monthlyLimit.optional(),
  }),
  scope: ofRow("auto_recharge", ({ autoRechargeId }) => autoRechargeId),
  async run({ input, tx, audit, emit, now }) {
    const { autoRechargeId, version, ...changes } = input;
    const before = await lockRule(tx, autoRechargeId);
    if (version !== undefined && version !== before.version)
      throw conflict("version_mismatch", {}, { version: before.version });
    const said = {
      threshold: before.threshold.toJSON(),
      amount: before.amount.toJSON(),
      monthlyLimit: before.monthlyLimit?.toJSON() ?? null,
      paymentMethodId: before.paymentMethodId,
    };
    const wanted = { ...said, ...changes };
    const amounts = ruleAmounts(wanted, before.currency, await setting("billing", tx));
    const owner = { organizationId: before.organizationId, customerId: before.wallet.customerId };
    await requireMethod(tx, wanted.paymentMethodId, owner, now);
    await tx.autoRecharge.update({
      where: { id: autoRechargeId },
      data: {
        threshold: amounts.threshold.amount,
        amount: amounts.amount.amount,
        monthlyLimit: amounts.monthlyLimit?.amount ?? null,
        paymentMethodId: wanted.paymentMethodId,
        noticedAt: null,
        nextAttemptAt: null,
        failures: 0,
        ...stamps(now),
      },
      select: { id: true },
    });
    audit.target({ type: "auto-recharges", id: autoRechargeId, label: before.wallet.number });
    audit.change(said, wanted);
    emit("auto-recharges/changed", { autoRechargeId, organizationId: before.organizationId });
    return { autoRechargeId, version: before.version + 1 };
  },
});
