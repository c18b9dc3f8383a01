import type Stripe from "stripe";
import type { Surroundings } from "../http/endpoint";
import { invalidRequest } from "../http/fault";
import { idOf, newId } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { inWords, moveBalance } from "./amounts";
import { behaviourOf } from "./methods";

/**
 * Gives back a charge or a part of it. The payment is locked by whoever calls.
 *
 * @throws Fault in Stripe's words when nothing or less is left, or the charge is disputed.
 */
export async function createRefund(
  tx: Transaction,
  surroundings: Surroundings,
  charge: Stripe.Charge,
  given: { amount?: number; metadata: Record<string, string>; reason?: Stripe.Refund.Reason },
): Promise<Stripe.Refund> {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.status !== "succeeded")
    throw invalidRequest(
      `Charge ${charge.id} cannot be refunded because it has a status of ${charge.status}.`,
      { code: "charge_not_refundable" },
    );
  const disputes = charge.disputed
    ? await tx.list("dispute", { filters: { charge: charge.id }, limit: 100 })
    : [];
  if (disputes.some((dispute) => dispute.status !== "won"))
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  if (charge.refunded || left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
    });
  const amount = given.amount ?? left;
  if (amount > left) {
    const limit = charge.amount_refunded === 0 ? "charge amount" : "unrefunded amount on charge";
    throw invalidRequest(
      `Refund amount (${inWords(amount, charge.currency)}) is greater than ${limit} (${inWords(left, charge.currency)})`,
      { param: "amount" },
    );
  }
  const fate = await surroundings.settings.takeRefundFate();
  if (fate === "refused")
    throw invalidRequest(
      "Insufficient funds in your Stripe balance to refund this amount. Please add funds to your balance to refund this charge.",
      { code: "balance_insufficient" },
    );

  const method = await tx.need("payment_method", charge.payment_method!);
  const { refund: habit } = await behaviourOf(tx, method);
  const isCard = method.type === "card";
  const pending = fate === "pending" || habit === "pends" || !isCard;
  const id = newId(isCard ? "re" : "pyr");
  const movement = await moveBalance(tx, {
    type: isCard ? "refund" : "payment_refund",
    category: "refund",
    amount: -amount,
    fee: 0,
    currency: charge.currency,
    source: id,
    description: charge.description,
  });
  const refund = await tx.insert<Stripe.Refund>({
    id,
    object: "refund",
    amount,
    balance_transaction: movement.id,
    charge: charge.id,
    created: tx.now,
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: isCard
      ? {
          card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
          type: "card",
        }
      : { us_bank_transfer: { reference: null, reference_status: null }, type: "us_bank_transfer" },
    metadata: given.metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    ...(pending ? { pending_reason: "processing" } : {}),
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? "pending" : "succeeded",
    transfer_reversal: null,
  });
  const { amount_refunded, refunded } = charge;
  const after = await tx.save({
    ...charge,
    amount_refunded: amount_refunded + amount,
    refunded: amount_refunded + amount === charge.amount_captured,
  });
  await tx.emit("refund.created", refund);
  await tx.emit("charge.refunded", after, {
    amount_refunded,
    ...(after.refunded === refunded ? {} : { refunded }),
  });
  const later = tx.nowMs + surroundings.settleAfterMs;
  if (fate === "failed" || habit === "fails") await tx.schedule("fail-refund", id, later);
  // A test that asked for a pending one says itself how it ends.
  else if (pending && fate !== "pending") await tx.schedule("settle-refund", id, later);
  else if (!pending) await tx.schedule("refer-refund", id, later);
  return refund;
}

/** Ends a pending refund; any other stays as it is. */
export async function settleRefund(tx: Transaction, refundId: string): Promise<void> {
  const refund = await tx.lock("refund", refundId);
  if (refund?.status !== "pending") return;
  await tx.callOff("settle-refund", refundId);
  const { pending_reason, ...rest } = refund;
  const settled = await tx.save<Stripe.Refund>({ ...rest, status: "succeeded" });
  await tx.emit("refund.updated", settled, { pending_reason, status: "pending" });
}

/** The card network has given the refund its number: nothing else changes. */
export async function referRefund(tx: Transaction, refundId: string): Promise<void> {
  const refund = await tx.lock("refund", refundId);
  const card = refund?.destination_details?.card;
  if (refund?.status !== "succeeded" || card?.reference_status !== "pending") return;
  const referred = await tx.save<Stripe.Refund>({
    ...refund,
    destination_details: {
      ...refund.destination_details!,
      card: { ...card, reference: newId("r").slice(2, 14).toUpperCase(), reference_status: "available" },
    },
  });
  await tx.emit("refund.updated", referred, {
    destination_details: { card: { reference: null, reference_status: "pending" } },
  });
}

/** The money comes back: what was refunded is the merchant's again. A refund may fail after it had succeeded. */
export async function failRefund(tx: Transaction, refundId: string): Promise<void> {
  const known = await tx.find("refund", refundId);
  if (!known) return;
  // In the order everybody locks a payment in.
  await tx.lock("payment_intent", idOf(known.payment_intent)!);
  const charge = (await tx.lock("charge", idOf(known.charge)!))!;
  const refund = (await tx.lock("refund", refundId))!;
  if (refund.status === "failed" || refund.status === "canceled") return;
  for (const kind of ["fail-refund", "settle-refund", "refer-refund"] as const)
    await tx.callOff(kind, refundId);
  const movement = await moveBalance(tx, {
    type: "refund_failure",
    category: "refund_failure",
    amount: refund.amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    description: charge.description,
  });
  const { pending_reason, ...rest } = refund;
  const failed = await tx.save<Stripe.Refund>({
    ...rest,
    failure_balance_transaction: movement.id,
    failure_reason: "expired_or_canceled_card",
    status: "failed",
  });
  await tx.save({ ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  await tx.emit("refund.updated", failed, {
    status: refund.status,
    ...(pending_reason ? { pending_reason } : {}),
  });
  await tx.emit("refund.failed", failed);
}
