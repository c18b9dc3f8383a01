import { type LockedRule, lockRule, stamps } from "@/lib/billing/auto-recharges/locked-row";
import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { afterFailure, type StopReason } from "@/lib/billing/auto-recharges/rules";
import { tellOwner } from "@/lib/billing/auto-recharges/tell";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { setting } from "@/lib/settings/settings/read";

/** The rule whose charge a top-up was; null when it was removed or has moved on since. */
async function ruleOf({ tx }: PaymentRun, topUpId: string): Promise<LockedRule | null> {
  const found = await tx.autoRecharge.findFirst({ where: { lastTopUpId: topUpId }, select: { id: true } });
  return found ? lockRule(tx, found.id) : null;
}

/** A rule's charge has arrived in the wallet: the shortfall is over. */
export async function settleRecharge(run: PaymentRun, topUpId: string): Promise<void> {
  const rule = await ruleOf(run, topUpId);
  if (!rule) return;
  await run.tx.autoRecharge.update({
    where: { id: rule.id },
    data: { failures: 0, noticedAt: null, nextAttemptAt: null, ...stamps(run.now) },
    select: { id: true },
  });
}

/** A rule's charge failed: it is tried again later, or the rule gives up and its owner is told. */
export async function failRecharge(
  run: PaymentRun,
  topUpId: string,
  { code }: { code: string | null },
): Promise<void> {
  const rule = await ruleOf(run, topUpId);
  if (!rule) return;
  const failures = rule.failures + 1;
  const { rechargeRetryHours } = await setting("billing", run.tx);
  const next = afterFailure({ code, failures }, rechargeRetryHours, run.now);
  await run.tx.autoRecharge.update({
    where: { id: rule.id },
    data: {
      failures,
      nextAttemptAt: "retryAt" in next && rule.state === "active" ? next.retryAt : null,
      ...stamps(run.now),
    },
    select: { id: true },
  });
  if ("stop" in next) await giveUp(run, rule, next.stop);
}

/** Stops a rule by itself and tells its owner why; one a person switched off meanwhile stays off. */
export async function giveUp(
  { tx, emit, now }: PaymentRun,
  rule: LockedRule,
  reason: StopReason,
): Promise<void> {
  const { from, to } = autoRechargeMachine.moves.give_up;
  const { count } = await tx.autoRecharge.updateMany({
    where: { id: rule.id, state: { in: [...from] } },
    data: { state: to, stoppedReason: reason, noticedAt: null, nextAttemptAt: null, ...stamps(now) },
  });
  if (count === 0) return;
  await tellOwner(tx, rule, { what: "stopped", reason }, now);
  emit("auto-recharges/stopped", {
    autoRechargeId: rule.id,
    organizationId: rule.organizationId,
    walletId: rule.walletId,
  });
}
