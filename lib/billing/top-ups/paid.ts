import { failRecharge, settleRecharge } from "@/lib/billing/auto-recharges/outcome";
import { postReceived } from "@/lib/billing/top-ups/credit";
import { type LockedTopUp, lockTopUp, stamps } from "@/lib/billing/top-ups/locked-row";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { needsReview } from "@/lib/billing/top-ups/rules";
import { tellFailures, tellReview } from "@/lib/billing/top-ups/tell";
import type { Payment, PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { type SetAsideCause, setAside } from "@/lib/commerce/refund-tasks/set-aside";
import { setting } from "@/lib/settings/settings/read";

/**
 * An online payment for a top-up arrived: it is credited, or waits for a review when it is large or its top-up is locked. What
 * the top-up cannot take (closed, paid before, another amount) is set aside to be given back (admin-prd 6, connectivity 6.8,
 * 6.9). A repeat changes nothing.
 */
export async function topUpPaid(run: PaymentRun, topUpId: string, payment: Payment): Promise<void> {
  const { tx, emit, now } = run;
  const key = `payment-attempt:${payment.attemptId}:received`;
  const topUp = await lockTopUp(tx, topUpId);
  const earlier = await tx.ledgerTransaction.findUnique({ where: { key }, select: { id: true } });
  if (earlier) return;
  const cause = reasonToSetAside(topUp, payment);
  if (cause) return setAside(run, payment, cause);

  const waits =
    topUp.state === "locked" || needsReview(topUp.amount, (await setting("billing", tx)).reviewFrom);
  // The ledger comes last: what hangs on its accounts is locked by everybody else in that order, too.
  const receive = () =>
    postReceived(tx, topUp, {
      key,
      channel: payment.provider,
      into: waits ? "suspense" : "wallet",
      at: now,
    });
  const attempt = await tx.paymentAttempt.findUnique({
    where: { id: payment.attemptId },
    select: { paymentRef: true, number: true },
  });
  const arrived = {
    paidAt: payment.paidAt,
    channelRef: attempt?.paymentRef ?? attempt?.number ?? null,
    failureCode: null,
    failureReason: null,
    expiresAt: null,
    ...stamps(now),
  };
  if (topUp.state === "locked") {
    // Unlocked, it waits for a review: nobody has looked at this money yet.
    await tx.topUp.update({
      where: { id: topUpId },
      data: { ...arrived, lockedFrom: "in_review" },
      select: { id: true },
    });
    return receive();
  }
  await topUpMachine.move(
    waits ? "receive_large" : "receive",
    ({ where, data }) =>
      tx.topUp.updateMany({
        where: { id: topUpId, ...where },
        data: { ...data, ...arrived, creditedAt: waits ? null : now },
      }),
    async () => ({ state: topUp.state }),
  );
  if (waits) await tellReview(tx, topUp, now);
  else {
    if (topUp.automatic) await settleRecharge(run, topUpId);
    emit("top-ups/succeeded", { topUpId, organizationId: topUp.organizationId, walletId: topUp.walletId });
  }
  await receive();
}

function reasonToSetAside(topUp: LockedTopUp, { amount }: Payment): SetAsideCause | null {
  if (topUp.paidAt !== null) return "paid_twice";
  if (topUp.state === "closed") return "paid_after_expiry";
  const same = amount.currency === topUp.currency && amount.compare(topUp.amount) === 0;
  return same ? null : "amount_differs";
}

/** What ends a payment without anybody having failed: the page was closed, or nobody came. */
const nobodyPaid = ["expired", "canceled"];

/**
 * The provider says the payment of a top-up failed, in its words, or was never made. Several failures of one wallet are told to
 * the staff (admin-prd 6).
 */
export async function topUpFailed(
  run: PaymentRun,
  topUpId: string,
  failure: { code: string | null; reason: string },
): Promise<void> {
  const { tx, emit, now } = run;
  const topUp = await lockTopUp(tx, topUpId);
  if (!topUpMachine.moves.fail.from.includes(topUp.state)) return;
  const over = failure.code !== null && nobodyPaid.includes(failure.code);
  await tx.topUp.update({
    where: { id: topUpId },
    data: over
      ? { state: topUpMachine.moves.expire.to, closedAt: now, expiresAt: null, ...stamps(now) }
      : {
          state: topUpMachine.moves.fail.to,
          failureCode: failure.code,
          failureReason: failure.reason,
          ...stamps(now),
        },
    select: { id: true },
  });
  if (topUp.automatic) await failRecharge(run, topUpId, failure);
  if (!over) await tellFailures(tx, topUp, now);
  emit(over ? "top-ups/closed" : "top-ups/failed", {
    topUpId,
    organizationId: topUp.organizationId,
    walletId: topUp.walletId,
  });
}
