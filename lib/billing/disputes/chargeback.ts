import { disputeMachine } from "@/lib/billing/disputes/machine";
import { tellOfDispute } from "@/lib/billing/disputes/tell";
import { post } from "@/lib/billing/ledger/post";
import type { Attempt } from "@/lib/commerce/payment-attempts/locked";
import type { PaymentRun } from "@/lib/commerce/payment-attempts/payment";
import type { DisputeFacts } from "@/lib/commerce/providers/facts";
import { raiseRefundTask } from "@/lib/commerce/refund-tasks/raise";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";

/** The payment a dispute is about. */
export type Disputed = Pick<
  Attempt,
  "id" | "number" | "organizationId" | "orderId" | "topUpId" | "billId" | "provider"
>;

/**
 * Takes over how a cardholder's dispute stands. While it is open the bank has the money; won, it comes back; lost, it stays
 * lost, finance is told, and a task asks people to look into what was sold. Each of it is posted once, whoever says it and in whatever order. The payment's row is locked.
 */
export async function recordChargeback(
  run: PaymentRun,
  attempt: Disputed,
  facts: DisputeFacts,
): Promise<void> {
  const { tx, emit, now } = run;
  const { provider, organizationId } = attempt;
  const { providerRef, status, providerStatus, withdrawn } = facts;
  const amount = Money.of(facts.amount.amount, facts.amount.currency);
  const known = await tx.dispute.findUnique({
    where: { provider_providerRef: { provider, providerRef } },
    select: { id: true, number: true, state: true, outcome: true },
  });
  const dispute = known ?? (await open(run, attempt, facts, amount));
  const about = { ...dispute, organizationId, amount, payment: attempt.number };
  if (!known) {
    await tellOfDispute(tx, about, "dispute_opened", now);
    emit("disputes/opened", { disputeId: dispute.id, organizationId });
  }
  const posting = {
    organizationId,
    reference: { type: "disputes", id: dispute.id },
    at: now,
  };
  const clearing = { system: "clearing" as const, channel: provider };
  if (withdrawn)
    await post(tx, {
      ...posting,
      key: `dispute:${dispute.id}:opened`,
      kind: "dispute_opened",
      lines: [
        { ...clearing, amount },
        { system: "disputes", amount: amount.negated() },
      ],
    });
  for (const { ref, amount: asked } of facts.fees) {
    const fee = Money.of(asked.amount, asked.currency);
    await post(tx, {
      ...posting,
      key: `dispute:${dispute.id}:fee:${ref}`,
      kind: "provider_fee",
      lines: [
        { ...clearing, amount: fee },
        { system: "provider_fees", amount: fee.negated() },
      ],
    });
  }
  if (known && known.state === "open" && providerStatus !== known.outcome)
    await tx.dispute.update({
      where: { id: known.id },
      data: { outcome: providerStatus, updatedAt: now },
      select: { id: true },
    });
  if (status === "open") return;
  const { from, to } = disputeMachine.moves[status === "won" ? "win" : "lose"];
  const { count } = await tx.dispute.updateMany({
    where: { id: dispute.id, state: { in: [...from] } },
    data: { state: to, outcome: providerStatus, closedAt: now, updatedAt: now, version: { increment: 1 } },
  });
  if (count === 0) return;
  if (status === "won" && withdrawn)
    await post(tx, {
      ...posting,
      key: `dispute:${dispute.id}:won`,
      kind: "dispute_won",
      lines: [
        { system: "disputes", amount },
        { ...clearing, amount: amount.negated() },
      ],
    });
  // The bank may think again, and a task for what it then gives back is nobody's any more.
  if (status === "won")
    await tx.refundTask.updateMany({
      where: { attemptId: attempt.id, cause: "chargeback_lost", state: "open" },
      data: { state: "dismissed", note: dispute.number, closedAt: now },
    });
  else if (withdrawn)
    await raiseRefundTask(run, {
      attemptId: attempt.id,
      organizationId,
      orderId: attempt.orderId,
      amount,
      cause: "chargeback_lost",
    });
  await tellOfDispute(tx, about, `dispute_${status}`, now);
  emit(`disputes/${status}`, { disputeId: dispute.id, organizationId });
}

async function open(
  { tx, now }: PaymentRun,
  attempt: Disputed,
  facts: DisputeFacts,
  amount: Money,
): Promise<{ id: string; number: string }> {
  return tx.dispute.create({
    data: {
      id: newId(),
      number: await nextNumber(tx, "dispute"),
      organizationId: attempt.organizationId,
      customerId: await payerOf(tx, attempt),
      kind: "chargeback",
      amount: amount.amount,
      currency: amount.currency,
      reason: facts.reason,
      attemptId: attempt.id,
      billId: attempt.billId,
      provider: attempt.provider,
      providerRef: facts.providerRef,
      outcome: facts.providerStatus,
      openedAt: new Date(facts.openedAt),
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true, number: true },
  });
}

async function payerOf(tx: PaymentRun["tx"], { orderId, topUpId, billId }: Disputed): Promise<string | null> {
  const select = { customerId: true };
  const owner = orderId
    ? await tx.order.findUnique({ where: { id: orderId }, select })
    : topUpId
      ? await tx.topUp.findUnique({ where: { id: topUpId }, select })
      : billId
        ? await tx.bill.findUnique({ where: { id: billId }, select })
        : null;
  return owner?.customerId ?? null;
}
