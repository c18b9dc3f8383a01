import type Stripe from "stripe";
import { idOf, newId } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { feeOf, moveBalance } from "./amounts";
import type { Decline } from "./test-methods";

/** Records one try to take an intent's amount from a method. */
export async function createCharge(
  tx: Transaction,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  publicUrl: string,
): Promise<Stripe.Charge> {
  const id = newId(method.type === "card" ? "ch" : "py");
  return tx.insert({
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: method.type === "card" ? "SANDBOX" : null,
    captured: false,
    created: tx.now,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: `${publicUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "pending",
    transfer_data: null,
    transfer_group: null,
  });
}

/** The money came: the charge succeeds, and a moment later its fee is known, as Stripe tells it. */
export async function succeedCharge(tx: Transaction, charge: Stripe.Charge): Promise<Stripe.Charge> {
  const succeeded = await tx.save<Stripe.Charge>({
    ...charge,
    amount_captured: charge.amount,
    captured: true,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      risk_score: 12,
      seller_message: "Payment complete.",
      type: "authorized",
    },
    paid: true,
    status: "succeeded",
  });
  await tx.emit("charge.succeeded", succeeded);
  return succeeded;
}

/** Books what came in, less Stripe's fee. */
export async function bookCharge(tx: Transaction, charge: Stripe.Charge): Promise<Stripe.Charge> {
  const type = charge.payment_method_details!.type;
  const movement = await moveBalance(tx, {
    type: type === "card" ? "charge" : "payment",
    category: "charge",
    amount: charge.amount,
    fee: feeOf(charge.amount, type),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
  });
  const booked = await tx.save({ ...charge, balance_transaction: movement.id });
  await tx.emit("charge.updated", booked, { balance_transaction: null });
  return booked;
}

export async function failCharge(
  tx: Transaction,
  charge: Stripe.Charge,
  decline: Decline,
): Promise<Stripe.Charge> {
  const failed = await tx.save<Stripe.Charge>({
    ...charge,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "declined_by_network",
      reason: decline.declineCode ?? decline.code,
      risk_level: "normal",
      risk_score: 12,
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    },
    status: "failed",
  });
  await tx.emit("charge.failed", failed);
  return failed;
}

function detailsOf(method: Stripe.PaymentMethod, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (method.card) {
    const { brand, country, exp_month, exp_year, fingerprint, funding, last4 } = method.card;
    return {
      type: "card",
      card: {
        amount_authorized: amount,
        authorization_code: null,
        brand,
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
        country,
        electronic_commerce_indicator: null,
        exp_month,
        exp_year,
        fingerprint,
        funding,
        installments: null,
        last4,
        mandate: null,
        network: brand,
        network_transaction_id: null,
        regulated_status: "unregulated",
        three_d_secure: null,
        transaction_link_id: null,
        wallet: null,
      },
    };
  }
  const bank = method.us_bank_account!;
  return {
    type: "us_bank_account",
    us_bank_account: {
      account_holder_type: bank.account_holder_type,
      account_type: bank.account_type,
      bank_name: bank.bank_name,
      fingerprint: bank.fingerprint,
      last4: bank.last4,
      payment_reference: null,
      routing_number: bank.routing_number,
    },
  };
}
