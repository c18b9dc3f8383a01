import type Stripe from "stripe";
import type { Surroundings } from "../http/endpoint";
import { idOf, newId } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { bookCharge, createCharge, failCharge, succeedCharge } from "./charges";
import { eligibleTypes } from "./method-types";
import { attach, behaviourOf } from "./methods";
import type { Decline } from "./test-methods";

export interface NewIntent {
  amount: number;
  currency: string;
  customer: string | null;
  description: string | null;
  metadata: Record<string, string>;
  /** Narrows what the currency can be paid with. */
  allowedTypes: string[] | undefined;
  receiptEmail: string | null;
  setupFutureUsage: Stripe.PaymentIntent.SetupFutureUsage | null;
}

export async function createIntent(
  tx: Transaction,
  given: NewIntent,
  hidden: { checkout?: string } = {},
): Promise<Stripe.PaymentIntent> {
  const id = newId("pi");
  const intent = await tx.insert<Stripe.PaymentIntent>(
    {
      id,
      object: "payment_intent",
      allowed_payment_method_types: given.allowedTypes ?? null,
      amount: given.amount,
      amount_capturable: 0,
      amount_details: { tip: {} },
      amount_received: 0,
      application: null,
      application_fee_amount: null,
      automatic_payment_methods: null,
      canceled_at: null,
      cancellation_reason: null,
      capture_method: "automatic_async",
      client_secret: `${id}_secret_${newId("s").slice(2)}`,
      confirmation_method: "automatic",
      created: tx.now,
      currency: given.currency,
      customer: given.customer,
      customer_account: null,
      description: given.description,
      excluded_payment_method_types: null,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      managed_payments: null,
      metadata: given.metadata,
      next_action: null,
      on_behalf_of: null,
      payment_method: null,
      payment_method_configuration_details: null,
      payment_method_options: {},
      payment_method_types: eligibleTypes(given.currency, given.allowedTypes),
      payment_record: null,
      processing: null,
      receipt_email: given.receiptEmail,
      review: null,
      setup_future_usage: given.setupFutureUsage,
      shipping: null,
      source: null,
      statement_descriptor: null,
      statement_descriptor_suffix: null,
      status: "requires_payment_method",
      transfer_data: null,
      transfer_group: null,
    },
    hidden,
  );
  await tx.emit("payment_intent.created", intent);
  return intent;
}

export interface Attempt {
  intent: Stripe.PaymentIntent;
  /** Why it failed; absent when it succeeded or is on its way. */
  decline?: Decline;
}

/** Tries to take the amount from the method. The intent is locked by whoever calls. */
export async function attemptPayment(
  tx: Transaction,
  surroundings: Surroundings,
  intent: Stripe.PaymentIntent,
  given: Stripe.PaymentMethod,
  { offSession }: { offSession: boolean },
): Promise<Attempt> {
  const behaviour = await behaviourOf(tx, given);
  const customerId = idOf(intent.customer);
  const fresh = await createCharge(tx, intent, given, surroundings.publicUrl);

  const decline = (offSession ? behaviour.declinesOffSession : undefined) ?? behaviour.declines;
  if (decline && behaviour.type === "card") {
    await failCharge(tx, fresh, decline);
    return { intent: await failIntent(tx, intent, fresh.id, given, decline), decline };
  }
  const method = customerId && intent.setup_future_usage ? await attach(tx, given, customerId) : given;
  const trying = { ...intent, latest_charge: fresh.id, last_payment_error: null, payment_method: method.id };
  if (behaviour.type === "us_bank_account") {
    const processing = await tx.save<Stripe.PaymentIntent>({ ...trying, status: "processing" });
    await tx.emit("payment_intent.processing", processing);
    await tx.schedule("settle-payment", intent.id, tx.nowMs + surroundings.settleAfterMs);
    return { intent: processing };
  }
  const succeeded = await succeedIntent(tx, trying, fresh);
  if (behaviour.disputed) await tx.schedule("open-dispute", fresh.id, tx.nowMs + surroundings.settleAfterMs);
  return { intent: succeeded };
}

/** A bank answers. Nothing happens when the payment no longer waits for it. */
export async function settlePayment(
  tx: Transaction,
  intentId: string,
  decline: Decline | undefined,
): Promise<Stripe.PaymentIntent | undefined> {
  const intent = await tx.lock("payment_intent", intentId);
  if (intent?.status !== "processing") return undefined;
  await tx.callOff("settle-payment", intentId);
  const charge = await tx.need("charge", idOf(intent.latest_charge)!);
  if (!decline) return succeedIntent(tx, intent, charge);
  await failCharge(tx, charge, decline);
  const method = await tx.need("payment_method", idOf(intent.payment_method)!);
  return failIntent(tx, intent, charge.id, method, decline);
}

async function succeedIntent(
  tx: Transaction,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): Promise<Stripe.PaymentIntent> {
  const paid = await succeedCharge(tx, charge);
  const succeeded = await tx.save<Stripe.PaymentIntent>({
    ...intent,
    amount_received: intent.amount,
    status: "succeeded",
  });
  await tx.emit("payment_intent.succeeded", succeeded);
  await bookCharge(tx, paid);
  return succeeded;
}

async function failIntent(
  tx: Transaction,
  intent: Stripe.PaymentIntent,
  chargeId: string,
  method: Stripe.PaymentMethod,
  decline: Decline,
): Promise<Stripe.PaymentIntent> {
  const failed = await tx.save<Stripe.PaymentIntent>({
    ...intent,
    last_payment_error: {
      charge: chargeId,
      code: decline.code,
      decline_code: decline.declineCode,
      doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
      message: decline.message,
      payment_method: method,
      type: method.type === "card" ? "card_error" : "invalid_request_error",
    },
    latest_charge: chargeId,
    payment_method: null,
    status: "requires_payment_method",
  });
  await tx.emit("payment_intent.payment_failed", failed);
  return failed;
}

/** Ends an intent that was not paid. */
export async function cancelIntent(
  tx: Transaction,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Promise<Stripe.PaymentIntent> {
  const canceled = await tx.save<Stripe.PaymentIntent>({
    ...intent,
    canceled_at: tx.now,
    cancellation_reason: reason,
    status: "canceled",
  });
  await tx.emit("payment_intent.canceled", canceled);
  return canceled;
}
