import type Stripe from "stripe";
import { idOf, newId } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { attach } from "./methods";
import type { Decline } from "./test-methods";

export async function createSetup(
  tx: Transaction,
  given: {
    customer: string | null;
    description: string | null;
    metadata: Record<string, string>;
    methodTypes: string[];
    usage: string;
  },
): Promise<Stripe.SetupIntent> {
  const id = newId("seti");
  const setup = await tx.insert<Stripe.SetupIntent>({
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newId("s").slice(2)}`,
    created: tx.now,
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: given.methodTypes,
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: given.usage,
  });
  await tx.emit("setup_intent.created", setup);
  return setup;
}

export async function succeedSetup(
  tx: Transaction,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
): Promise<Stripe.SetupIntent> {
  const customerId = idOf(setup.customer);
  if (customerId) await attach(tx, method, customerId);
  const succeeded = await tx.save<Stripe.SetupIntent>({
    ...setup,
    last_setup_error: null,
    payment_method: method.id,
    status: "succeeded",
  });
  await tx.emit("setup_intent.succeeded", succeeded);
  return succeeded;
}

export async function failSetup(
  tx: Transaction,
  setup: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): Promise<Stripe.SetupIntent> {
  const failed = await tx.save<Stripe.SetupIntent>({
    ...setup,
    last_setup_error: {
      code: decline.code,
      decline_code: decline.declineCode,
      message: decline.message,
      payment_method: method,
      type: "card_error",
    },
    status: "requires_payment_method",
  });
  await tx.emit("setup_intent.setup_failed", failed);
  return failed;
}
