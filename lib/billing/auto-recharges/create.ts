import { requireMethod, ruleAmounts, ruleFields } from "@/lib/billing/auto-recharges/fields";
import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

/** Sets a wallet up to be filled by itself when it runs low, from a method its owner keeps (admin-prd 5). One rule a wallet. */
export const createAutoRecharge = command({
  name: "auto-recharges.create",
  permission: "billing.auto-recharges.write",
  input: object({ walletId: id, ...ruleFields, monthlyLimit: ruleFields.monthlyLimit.optional() }),
  scope: ofRow("wallet", ({ walletId }) => walletId),
  async run({ input, tx, audit, emit, now }) {
    const { walletId, paymentMethodId } = input;
    const wallet = await tx.wallet.findUnique({
      where: { id: walletId },
      select: { number: true, currency: true, organizationId: true, customerId: true },
    });
    if (!wallet) throw notFound();
    const { threshold, amount, monthlyLimit } = ruleAmounts(
      { ...input, monthlyLimit: input.monthlyLimit ?? null },
      wallet.currency,
      await setting("billing", tx),
    );
    await requireMethod(tx, paymentMethodId, wallet, now);
    const autoRechargeId = newId();
    const { count } = await tx.autoRecharge.createMany({
      data: {
        id: autoRechargeId,
        organizationId: wallet.organizationId,
        walletId,
        paymentMethodId,
        currency: wallet.currency,
        threshold: threshold.amount,
        amount: amount.amount,
        monthlyLimit: monthlyLimit?.amount ?? null,
        createdAt: now,
        updatedAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("billing.wallet_has_rule", { wallet: wallet.number });
    audit.target({ type: "auto-recharges", id: autoRechargeId, label: wallet.number });
    audit.change(null, {
      threshold: threshold.toJSON(),
      amount: amount.toJSON(),
      monthlyLimit: monthlyLimit?.toJSON() ?? null,
      paymentMethodId,
    });
    emit("auto-recharges/changed", { autoRechargeId, organizationId: wallet.organizationId });
    return { autoRechargeId, version: 1 };
  },
});
