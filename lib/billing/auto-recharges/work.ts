import { lockRule, stamps } from "@/lib/billing/auto-recharges/locked-row";
import { giveUp } from "@/lib/billing/auto-recharges/outcome";
import { isShort, isUnderWay, obstacle } from "@/lib/billing/auto-recharges/shortfall";
import { tellOwner } from "@/lib/billing/auto-recharges/tell";
import { openTopUp } from "@/lib/billing/top-ups/open";
import { after, hours } from "@/lib/core/clock";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

/**
 * Takes a rule's next step, if there is one: tells the owner that a charge is coming, charges when the time of notice is over, or
 * stops (admin-prd 5). The rule's row is held meanwhile, so that however often and by however many it is asked, one shortfall is
 * announced once and charged once.
 */
export const workAutoRecharge = command({
  name: "auto-recharges.work",
  permission: null,
  approvable: false,
  input: object({ autoRechargeId: id }),
  scope: bySystem(ofRow("auto_recharge", ({ autoRechargeId }) => autoRechargeId)),
  async run({ input: { autoRechargeId }, tx, audit, emit, now }) {
    const rule = await lockRule(tx, autoRechargeId);
    audit.target({ type: "auto-recharges", id: autoRechargeId, label: rule.wallet.number });
    const did = (step: "nothing" | "recovered" | "noticed" | "charged" | "stopped", topUp?: string) => {
      audit.change(null, { step, ...(topUp ? { topUp } : {}) });
      return { autoRechargeId, step };
    };
    const set = (data: {
      noticedAt?: Date | null;
      nextAttemptAt?: Date | null;
      lastTopUpId?: string;
      lastAttemptAt?: Date;
    }) =>
      tx.autoRecharge.update({
        where: { id: autoRechargeId },
        data: { ...data, ...stamps(now) },
        select: { id: true },
      });

    if (rule.state !== "active" || (await isUnderWay(tx, rule))) return did("nothing");
    if (!(await isShort(tx, rule))) {
      if (!rule.noticedAt && !rule.nextAttemptAt) return did("nothing");
      await set({ noticedAt: null, nextAttemptAt: null });
      return did("recovered");
    }
    const hindered = await obstacle(tx, rule, now);
    if (hindered) {
      await giveUp({ tx, emit, now }, rule, hindered);
      return did("stopped");
    }
    if (!rule.noticedAt || !rule.nextAttemptAt) {
      const { rechargeNoticeHours } = await setting("billing", tx);
      const at = after(now, hours(rechargeNoticeHours));
      await set({ noticedAt: now, nextAttemptAt: at });
      await tellOwner(tx, rule, { what: "coming", at }, now);
      return did("noticed");
    }
    if (rule.nextAttemptAt > now) return did("nothing");
    const { topUpId, number } = await openTopUp(
      { tx, emit, now },
      {
        organizationId: rule.organizationId,
        customerId: rule.wallet.customerId,
        walletId: rule.walletId,
        amount: rule.amount,
        channel: "stripe",
        automatic: true,
        createdById: null,
        savedMethodId: rule.paymentMethodId,
      },
    );
    await set({ lastTopUpId: topUpId, lastAttemptAt: now, nextAttemptAt: null });
    return did("charged", number);
  },
});
