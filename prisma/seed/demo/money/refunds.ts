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
/** What is asked to be refunded. */
type Wish = {
  orderId?: string;
  topUpId?: string;
  refundTaskId?: string;
  amount: { amount: string; currency: string };
  destination: "original" | "balance";
};

const reasons = [
  "Ordered twice by mistake.",
  "The report was not what was described.",
  "客户要求取消续费。",
  "Moved to another plan within the trial.",
  "Charged after the account was closed.",
];

/** Refunds that were agreed to by two people and paid out, refused by the provider or by a person, or that still wait. */
export class Refunds {
  private planned = 0;

  constructor(
    private readonly cast: Cast,
    private readonly story: Story,
  ) {}

  /**
   * Asked for, approved by operations and by finance, then carried out.
   * @param choose what is refunded, by what is there at that moment; undefined for nothing.
   * @param take told what was chosen, also before an interruption: things look different by now.
   */
  plan(at: Date, ending: Ending, choose: () => Promise<Wish | undefined>, take: (wish: Wish) => void): void {
    const turn = this.planned++;
    const key = `refund-${turn}`;
    this.story.at(at, async () => {
      const earlier = this.cast.stage.earlier(key) as { approvalId: string } | undefined;
      const wish = earlier ? await wishOf(earlier.approvalId) : await choose();
      if (!wish) return;
      take(wish);
      await this.ask(key, { ...wish, reason: reasons[turn % reasons.length] }, at, ending);
    });
  }

  private async ask(key: string, input: Wish & { reason: string | undefined }, at: Date, ending: Ending) {
    const { cast, story } = this;
    const { stage } = cast;
    const approvalId = await stage.ask(key, at, requestRefund, input, await cast.staff("operations"));
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

async function wishOf(approvalId: string): Promise<Wish> {
  const { input } = await prisma.approval.findUniqueOrThrow({
    where: { id: approvalId },
    select: { input: true },
  });
  return input as Wish;
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
  const taken = new Set<string | undefined>();
  // One that was paid this way, or where there is none, another.
  const ofOrder = (
    at: Date,
    method: "wallet" | "offline" | "online",
    { ending = "settled" as Ending, part = 1, toBalance = false } = {},
  ) =>
    refunds.plan(
      at,
      ending,
      async () => {
        const newest = orders.paid.toReversed();
        const fitting = newest.filter((order) => order.method === method);
        const others = ending === "refused" ? [] : newest.filter((order) => order.method !== method);
        for (const { orderId, total, person, method: paid } of [...fitting, ...others]) {
          if (taken.has(orderId) || total < 20 || !(await plainOrder(orderId))) continue;
          return {
            orderId,
            amount: { amount: String(Math.round(total * part)), currency: person.currency },
            destination: paid !== "wallet" && !toBalance ? "original" : "balance",
          };
        }
      },
      ({ orderId }) => taken.add(orderId),
    );
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
    refunds.plan(
      on(daysAgo),
      "settled",
      async () => {
        const found = topUps.credited
          .toReversed()
          .find(
            ({ person, attemptId, amount, topUpId }) =>
              attemptId && person && person.cash >= amount && amount >= 20 && !taken.has(topUpId),
          );
        if (!found?.person) return;
        const amount = { amount: String(found.amount), currency: found.person.currency };
        return { topUpId: found.topUpId, amount, destination: "original" };
      },
      ({ topUpId }) => {
        taken.add(topUpId);
        const refunded = topUps.credited.find((each) => each.topUpId === topUpId);
        if (refunded?.person) refunded.person.cash -= refunded.amount;
      },
    );

  // Money that came too late goes back; that of the last day still waits for somebody.
  refunds.plan(
    on(8),
    "settled",
    async () => {
      const task = await prisma.refundTask.findFirst({
        where: { state: "open", createdAt: { lt: on(8) }, cause: { notIn: [...toLookInto] } },
        select: { id: true, amount: true, currency: true },
      });
      if (!task) return;
      const amount = { amount: task.amount.toString(), currency: task.currency };
      return { refundTaskId: task.id, amount, destination: "original" };
    },
    () => {},
  );
}
