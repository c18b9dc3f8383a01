import { z } from "zod";
import { recordChargeback } from "@/lib/billing/disputes/chargeback";
import { post } from "@/lib/billing/ledger/post";
import { keepMethod } from "@/lib/billing/payment-methods/keep";
import { type Attempt, lockAttempt } from "@/lib/commerce/payment-attempts/locked";
import { paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { newMeans } from "@/lib/commerce/payment-attempts/means";
import { tellFailed, tellMeans, tellPaid } from "@/lib/commerce/payment-attempts/owner";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import { type Verdict, verdictOn } from "@/lib/commerce/payment-attempts/verdict";
import { endEvent } from "@/lib/commerce/payment-events/end";
import { type PaymentFacts, paymentFacts } from "@/lib/commerce/providers/facts";
import { setAside } from "@/lib/commerce/refund-tasks/set-aside";
import { refundUpdated } from "@/lib/commerce/refunds/updated";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money } from "@/lib/core/money";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * Takes over what the provider says of a payment: state, money, fee, refunds, disputes, a kept method. In whatever order and
 * however often it is told, the end is the same and money is posted once (connectivity 6.9).
 */
export const applyFacts = command({
  name: "payment-attempts.apply",
  permission: null,
  approvable: false,
  input: object({
    attemptId: id,
    facts: paymentFacts,
    /** When the provider was asked. */
    askedAt: z.iso.datetime(),
    /** The event that made us ask: handled with this. */
    eventId: id.optional(),
  }),
  scope: bySystem(ofRow("payment_attempt", (input) => input.attemptId)),
  async run({ input: { attemptId, facts, askedAt, eventId }, tx, audit, emit, now }) {
    const run: PaymentRun = { tx, emit, now };
    const attempt = await lockAttempt(tx, attemptId);
    const verdict = verdictOn(attempt, facts);
    const state = verdict.move ? paymentAttemptMachine.moves[verdict.move].to : attempt.state;
    audit.target({ type: "payment-attempts", id: attemptId, label: attempt.number });
    audit.change(
      { state: attempt.state, received: null, fee: null },
      {
        state,
        received: verdict.move === "succeed" ? facts.received : null,
        fee: verdict.fee?.toJSON() ?? null,
      },
    );
    await writeState(run, attempt, facts, verdict, new Date(askedAt));
    const means = newMeans(attempt, facts);
    if (means) await tellMeans(run, attempt, means);
    if (verdict.move === "succeed") await receive(run, attempt, facts, verdict);
    if (verdict.move && ["fail", "cancel", "expire"].includes(verdict.move))
      await tellFailed(run, attempt, facts.failure ?? { code: state, reason: state });
    if (verdict.fee) await postFee(run, attempt, verdict.fee);

    let strangers = 0;
    for (const refund of facts.refunds) {
      const { known } = await refundUpdated(run, { ...refund, provider: facts.provider, attemptId });
      if (!known) strangers++;
    }
    for (const dispute of facts.disputes) await recordChargeback(run, attempt, dispute);
    if (facts.method) await keepMethod(run, facts.provider, facts.method);
    if (eventId)
      await endEvent(tx, eventId, {
        state: "handled",
        attempt,
        // Money somebody gave back at the provider, past our books.
        note: strangers > 0 ? "refund_not_ours" : null,
        now,
      });
    return { attemptId, state };
  },
});

async function writeState(
  { tx, now }: PaymentRun,
  attempt: Attempt,
  facts: PaymentFacts,
  { move, fee }: Verdict,
  askedAt: Date,
): Promise<void> {
  const over = move !== null && move !== "open" && move !== "process";
  const paid = move === "succeed";
  const declined = facts.failure && attempt.state !== "succeeded" && !attempt.closing;
  const same = fee?.currency === attempt.currency;
  await tx.paymentAttempt.update({
    where: { id: attempt.id },
    data: {
      ...(move ? { state: paymentAttemptMachine.moves[move].to } : {}),
      sessionRef: attempt.sessionRef ?? facts.sessionRef,
      paymentRef: attempt.paymentRef ?? facts.paymentRef,
      chargeRef: facts.chargeRef ?? attempt.chargeRef,
      ...(over ? { endedAt: now, payUrl: null } : {}),
      ...(paid
        ? {
            received: facts.received?.amount ?? attempt.amount.amount,
            paidAt: facts.paidAt ? new Date(facts.paidAt) : now,
            failureCode: null,
            failureReason: null,
          }
        : declined
          ? { failureCode: facts.failure?.code ?? null, failureReason: facts.failure?.reason.slice(0, 500) }
          : {}),
      ...newMeans(attempt, facts),
      // A fee in the currency of the payout stands in the ledger only.
      ...(same ? { fee: fee?.amount } : {}),
      ...(attempt.syncedAt === null || attempt.syncedAt < askedAt ? { syncedAt: askedAt } : {}),
      updatedAt: now,
    },
    select: { id: true },
  });
}

async function receive(
  run: PaymentRun,
  attempt: Attempt,
  facts: PaymentFacts,
  { differs }: Verdict,
): Promise<void> {
  const { id: attemptId, organizationId, provider } = attempt;
  const payment = {
    attemptId,
    organizationId,
    provider,
    amount: facts.received ? Money.of(facts.received.amount, facts.received.currency) : attempt.amount,
    paidAt: facts.paidAt ? new Date(facts.paidAt) : run.now,
  };
  if (differs) await setAside(run, payment, "amount_differs", attempt.orderId);
  else await tellPaid(run, attempt, payment);
  run.emit("payment-attempts/succeeded", { attemptId, organizationId });
}

/** What the provider keeps never was in our account there. */
async function postFee({ tx, now }: PaymentRun, attempt: Attempt, fee: Money): Promise<void> {
  if (fee.isZero) return;
  const { id: attemptId, organizationId, provider } = attempt;
  await post(tx, {
    key: `payment-attempt:${attemptId}:fee`,
    kind: "provider_fee",
    organizationId,
    reference: { type: "payment-attempts", id: attemptId },
    lines: [
      { system: "clearing", channel: provider, amount: fee },
      { system: "provider_fees", amount: fee.negated() },
    ],
    at: now,
  });
}
