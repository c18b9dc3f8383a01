import { toLookInto } from "@/lib/commerce/refund-tasks/raise";
import type { RefundAnswer } from "@/lib/commerce/refunds/ask-provider";
import { concludeRefund } from "@/lib/commerce/refunds/carry-out";
import { confirmTransfer } from "@/lib/commerce/refunds/confirm-transfer";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { after, days, hours, minutes, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { rejectApproval } from "@/lib/governance/approvals/reject";
import type { Cast } from "@/prisma/seed/demo/money/cast";
import type { Orders } from "@/prisma/seed/demo/money/orders";
import { providerRef } from "@/prisma/seed/demo/money/provider";
import type { Story } from "@/prisma/seed/demo/money/story";
import type { TopUps } from "@/prisma/seed/demo/money/top-ups";

type Ending = "settled" | "refused" | "waiting" | "halfway" | "rejected";
type Wish = { orderId?: string; topUpId?: string; refundTaskId?: string; amount: number; currency: string };

const reasons = [
  "Ordered twice by mistake.",
  "The report was not what was described.",
  "客户要求取消续费。",
  "Moved to another plan within the trial.",
  "Charged after the account was closed.",
];

/** Refunds that were agreed to by two people and paid out, refused by the provider or by a person, or that still wait. */
export class Refunds {
  private asked = 0;

  constructor(
    private readonly cast: Cast,
    private readonly story: Story,
  ) {}

  /** Asked for, approved by operations and by finance, then carried out. */
  async ask(
    wish: Wish,
    at: Date,
    { ending, original }: { ending: Ending; original: boolean },
  ): Promise<void> {
    const { cast, story } = this;
    const { stage } = cast;
    const { amount, currency, ...about } = wish;
    const key = `refund-${this.asked++}`;
    const approvalId = await stage.ask(
      key,
      at,
      requestRefund,
      {
        ...about,
        amount: { amount: String(amount), currency },
        destination: original ? "original" : "balance",
        reason: reasons[this.asked % reasons.length],
      },
      await cast.staff("operations"),
    );
    if (ending === "waiting") return;
    story.at(after(at, hours(2)), async (moment) => {
      const word = { approvalId, reason: ending === "rejected" ? "The report was opened." : "Looks right." };
      const decider = await cast.staff("operations2");
      if (ending === "rejected") await stage.act(`${key}:reject`, moment, rejectApproval, word, decider);
      else await stage.act(`${key}:approve`, moment, approveApproval, word, decider);
    });
    if (ending === "rejected" || ending === "halfway") return;
    story.at(after(at, hours(4)), async (moment) => {
      const word = { approvalId, reason: "Paid and not used." };
      await stage.act(`${key}:finance`, moment, approveApproval, word, await cast.staff("finance"));
      await stage.carryOut(approvalId, after(moment, 3000));
      const refund = await prisma.refund.findFirst({
        where: { approvalId },
        select: { id: true, provider: true },
      });
      if (!refund) throw new Error(`The demo's ${key} was not carried out.`);
      if (refund.provider === "bank") return this.send(refund.id, key, moment);
      const answer: RefundAnswer =
        ending === "refused"
          ? { answer: "refused", message: "The card's bank does not take refunds for a closed account." }
          : { answer: "settled", providerRef: refund.provider === "stripe" ? providerRef("re", key) : null };
      await withClock(after(moment, minutes(1)), () => concludeRefund(refund.id, answer));
    });
  }

  /** Sent from the bank account the next morning; the newest still waits for that. */
  private send(refundId: string, key: string, agreed: Date): void {
    const { cast, story } = this;
    story.at(after(agreed, hours(16)), async (moment) => {
      const input = { refundId, sentRef: `OUT-${key.toUpperCase()}` };
      await cast.stage.act(`${key}:send`, moment, confirmTransfer, input, await cast.staff("finance"));
    });
  }
}

/** What was paid without vouchers and entitles to none: all of it can go back. */
const plainOrder = async (orderId: string): Promise<boolean> =>
  (await prisma.order.count({
    where: {
      id: orderId,
      voucherAmount: 0,
      state: { in: ["paid", "fulfilled"] },
      grants: { none: { kind: "voucher" } },
    },
  })) === 1;

export function planRefunds(
  cast: Cast,
  story: Story,
  { orders, topUps }: { orders: Orders; topUps: TopUps },
  { today, latest }: { today: Date; latest: Date },
): void {
  const refunds = new Refunds(cast, story);
  const taken = new Set<string>();
  // One that was paid this way, or where there is none, another.
  const ofOrder = (
    at: Date,
    method: "wallet" | "offline" | "online",
    { ending = "settled" as Ending, part = 1, toBalance = false } = {},
  ) =>
    story.at(at, async () => {
      const newest = orders.paid.toReversed();
      const fitting = newest.filter((order) => order.method === method);
      const others = ending === "refused" ? [] : newest.filter((order) => order.method !== method);
      for (const order of [...fitting, ...others]) {
        if (taken.has(order.orderId) || order.total < 20 || !(await plainOrder(order.orderId))) continue;
        taken.add(order.orderId);
        const amount = Math.round(order.total * part);
        const { currency } = order.person;
        const original = order.method !== "wallet" && !toBalance;
        return refunds.ask({ orderId: order.orderId, amount, currency }, at, { ending, original });
      }
    });
  const on = (daysAgo: number) => after(today, -days(daysAgo) + hours(6));

  for (const daysAgo of [140, 101, 66, 38, 17]) ofOrder(on(daysAgo), "wallet");
  for (const daysAgo of [121, 74, 45]) ofOrder(on(daysAgo), "online", { part: 0.5 });
  ofOrder(on(29), "online");
  ofOrder(on(88), "offline");
  ofOrder(on(25), "online", { toBalance: true });
  ofOrder(on(13), "online", { ending: "refused" });
  ofOrder(on(10), "wallet", { ending: "rejected" });
  ofOrder(after(latest, -hours(20)), "wallet", { ending: "waiting" });
  ofOrder(after(latest, -hours(14)), "offline");
  ofOrder(after(latest, -hours(9)), "offline", { ending: "halfway" });
  ofOrder(after(latest, -hours(7)), "wallet");

  // A top-up goes back to its card when nothing of it was spent.
  for (const daysAgo of [56, 19])
    story.at(on(daysAgo), async (at) => {
      const found = topUps.credited
        .toReversed()
        .find(
          ({ person, attemptId, amount, topUpId }) =>
            attemptId && person && person.cash >= amount && amount >= 20 && !taken.has(topUpId),
        );
      if (!found?.person) return;
      taken.add(found.topUpId);
      found.person.cash -= found.amount;
      const { currency } = found.person;
      await refunds.ask({ topUpId: found.topUpId, amount: found.amount, currency }, at, {
        ending: "settled",
        original: true,
      });
    });

  // Money that came too late goes back; that of the last day still waits for somebody.
  story.at(on(8), async (at) => {
    const task = await prisma.refundTask.findFirst({
      where: { state: "open", createdAt: { lt: at }, cause: { notIn: [...toLookInto] } },
      select: { id: true, amount: true, currency: true },
    });
    if (!task) return;
    const wish = { refundTaskId: task.id, amount: task.amount.toNumber(), currency: task.currency };
    await refunds.ask(wish, at, { ending: "settled", original: true });
  });
}
