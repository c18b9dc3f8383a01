import type Stripe from "stripe";
import { invalidRequest } from "../http/fault";
import { idOf, newId } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { moveBalance } from "./amounts";

const disputeFee = 1500;

/** The cardholder's bank takes the money back until somebody has decided. */
export async function openDispute(
  tx: Transaction,
  chargeId: string,
  given: { amount?: number; reason?: string } = {},
): Promise<Stripe.Dispute> {
  const known = await tx.need("charge", chargeId, "charge");
  await tx.lock("payment_intent", idOf(known.payment_intent)!);
  const charge = (await tx.lock("charge", chargeId))!;
  if (charge.status !== "succeeded" || charge.disputed)
    throw invalidRequest(`Charge ${chargeId} cannot be disputed.`);
  await tx.callOff("open-dispute", chargeId);
  const id = newId("du");
  const amount = given.amount ?? charge.amount;
  const dispute = await tx.insert<Stripe.Dispute>({
    id,
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: chargeId,
    created: tx.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: tx.now + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "manual",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: { brand: "visa", network: "visa", case_type: "chargeback", network_reason_code: "10.4" },
      type: "card",
    },
    reason: given.reason ?? "fraudulent",
    status: "needs_response",
  });
  await tx.save({ ...charge, disputed: true });
  await tx.emit("charge.dispute.created", dispute);
  const movement = await moveBalance(tx, {
    type: "adjustment",
    category: "dispute",
    amount: -amount,
    fee: disputeFee,
    currency: charge.currency,
    source: id,
    description: `Chargeback withdrawal for ${chargeId}`,
  });
  const withdrawn = await tx.save({ ...dispute, balance_transactions: [movement] });
  await tx.emit("charge.dispute.funds_withdrawn", withdrawn);
  return withdrawn;
}

/** Somebody has decided: a dispute that is won gives the money back. */
export async function closeDispute(
  tx: Transaction,
  disputeId: string,
  outcome: "won" | "lost",
): Promise<Stripe.Dispute> {
  const dispute = await tx.needLocked("dispute", disputeId);
  if (dispute.status === "won" || dispute.status === "lost")
    throw invalidRequest("This dispute is already closed.", { param: "dispute" });
  const closed = await tx.save<Stripe.Dispute>({ ...dispute, status: outcome });
  await tx.emit("charge.dispute.closed", closed, { status: dispute.status });
  if (outcome === "lost") return closed;
  const movement = await moveBalance(tx, {
    type: "adjustment",
    category: "dispute_reversal",
    amount: dispute.amount,
    fee: 0,
    currency: dispute.currency,
    source: disputeId,
    description: `Chargeback reversal for ${idOf(dispute.charge)}`,
  });
  const reinstated = await tx.save<Stripe.Dispute>({
    ...closed,
    balance_transactions: [...closed.balance_transactions, movement],
  });
  await tx.emit("charge.dispute.funds_reinstated", reinstated);
  return reinstated;
}

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
