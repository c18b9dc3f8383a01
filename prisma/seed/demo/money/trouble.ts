import { applyFacts } from "@/lib/commerce/payment-attempts/apply";
import { refuseEvent } from "@/lib/commerce/payment-events/refuse";
import { reprocessEvent } from "@/lib/commerce/payment-events/reprocess";
import { settleEvent } from "@/lib/commerce/payment-events/settle";
import { takeEvent } from "@/lib/commerce/payment-events/take";
import type { DisputeFacts } from "@/lib/commerce/providers/facts";
import { after, days, hours, minutes } from "@/lib/core/clock";
import { addressOf } from "@/prisma/seed/demo/actors";
import type { Cast } from "@/prisma/seed/demo/money/cast";
import type { Orders, PaidOrder } from "@/prisma/seed/demo/money/orders";
import { hearOf, paidFacts, providerRef } from "@/prisma/seed/demo/money/provider";
import type { Story } from "@/prisma/seed/demo/money/story";

/** What goes wrong with payments: disputes, events that could not be handled, and events nobody believes. */
export function planTrouble(
  cast: Cast,
  story: Story,
  orders: Orders,
  { today, latest }: { today: Date; latest: Date },
): void {
  const { stage, system } = cast;
  const on = (daysAgo: number) => after(today, -days(daysAgo) + hours(9));
  const onlineBefore = (skip: number): PaidOrder | undefined =>
    orders.paid.filter(({ method, attemptId }) => method === "online" && attemptId).toReversed()[skip];

  const dispute = (at: Date, order: PaidOrder, state: Pick<DisputeFacts, "status" | "providerStatus">) => {
    const { key, attemptId, total, person } = order;
    const amount = { amount: String(total), currency: person.currency };
    const told = { key, attemptId: attemptId!, amount, at };
    return async () => {
      const open = state.status === "open";
      const eventId = await hearOf(
        cast,
        told,
        open ? "charge.dispute.created" : "charge.dispute.closed",
        `dispute-${state.status}`,
      );
      const facts = {
        ...paidFacts(told),
        disputes: [
          {
            providerRef: providerRef("dp", key),
            amount,
            reason: "fraudulent",
            ...state,
            withdrawn: true,
            fees: [{ ref: "chargeback", amount: { amount: "15", currency: person.currency } }],
            openedAt: at.toISOString(),
          },
        ],
      };
      const input = { attemptId, facts, askedAt: at.toISOString(), eventId };
      await stage.act(`${key}:dispute:${state.status}`, at, applyFacts, input, system);
    };
  };
  story.at(on(52), async (at) => {
    const order = onlineBefore(2);
    if (!order) return;
    await dispute(at, order, { status: "open", providerStatus: "needs_response" })();
    const closed = after(at, days(21));
    story.at(closed, dispute(closed, order, { status: "won", providerStatus: "won" }));
  });
  story.at(on(33), async (at) => {
    const order = onlineBefore(3);
    if (!order) return;
    await dispute(at, order, { status: "open", providerStatus: "needs_response" })();
    const closed = after(at, days(18));
    story.at(closed, dispute(closed, order, { status: "lost", providerStatus: "lost" }));
  });
  story.at(on(5), async (at) => {
    const order = onlineBefore(1);
    if (order) await dispute(at, order, { status: "open", providerStatus: "under_review" })();
  });

  const strange = (key: string, at: Date, type: string) =>
    hearOf(cast, { key, attemptId: key, amount: { amount: "49", currency: "USD" }, at }, type);
  story.at(on(6), async (at) => {
    const eventId = await strange("event-ignored", at, "payout.paid");
    const input = { eventId, outcome: "ignored", note: "not_listened_to" };
    await stage.act("event-ignored:settle", after(at, 900), settleEvent, input, system);
  });
  story.at(after(latest, -hours(11)), async (at) => {
    const eventId = await strange("event-failed", at, "charge.refunded");
    for (const [turn, wait] of [2, 12, 60].entries())
      await stage.act(`event-failed:take-${turn}`, after(at, minutes(wait)), takeEvent, { eventId }, system);
    const input = {
      eventId,
      outcome: "failed",
      error: "The payment provider did not answer. Try again in a moment.",
    };
    await stage.act("event-failed:settle", after(at, minutes(61)), settleEvent, input, system);
    story.at(after(at, hours(3)), async (moment) => {
      const wish = { eventId, reason: "The provider answers again." };
      await stage.ask("event-failed:reprocess", moment, reprocessEvent, wish, await cast.staff("operations"));
    });
  });
  for (const [index, signatureError] of (["no_match", "too_old"] as const).entries())
    story.at(after(latest, -hours(14 + index * 60)), async (at) => {
      const input = {
        provider: "stripe",
        signatureError,
        bytes: 1873 + index * 41,
        digest: "9f2c4a1e7b3d5860c1f4e2a79b8d6035417fca2b90de86713c5a4f08b2e7d916",
        unrecorded: 0,
        address: addressOf("a stranger"),
      };
      await stage.act(`event-refused-${index}`, at, refuseEvent, input, system);
    });
}
