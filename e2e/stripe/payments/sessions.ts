import type Stripe from "stripe";
import type { Surroundings } from "../http/endpoint";
import { idOf } from "../store/documents";
import type { Transaction } from "../store/transaction";
import { createCustomer } from "./customers";
import { attemptPayment, cancelIntent, createIntent } from "./intents";
import { createMethod } from "./methods";
import { failSetup, succeedSetup } from "./setups";
import type { Decline, TestMethod } from "./test-methods";

/** What was said when the session was made and is used when it is paid. */
export interface SessionPlan {
  description?: string;
  metadata?: Record<string, string>;
  receiptEmail?: string;
  setupFutureUsage?: Stripe.PaymentIntent.SetupFutureUsage;
}

export interface Completion {
  session: Stripe.Checkout.Session;
  decline?: Decline;
}

/**
 * Does what the button of the pay page does. A session that is not open any more stays as it is, so that a second press
 * changes nothing.
 */
export async function completeSession(
  tx: Transaction,
  surroundings: Surroundings,
  sessionId: string,
  method: TestMethod,
  person: { name: string | null; email: string | null } = { name: null, email: null },
): Promise<Completion> {
  const session = await tx.needLocked("checkout.session", sessionId, "session");
  if (session.status !== "open") return { session };
  const known = session.customer ? await tx.find("customer", idOf(session.customer)!) : undefined;
  const email = known?.email ?? session.customer_email ?? person.email;
  const name = known?.name ?? person.name;
  const plan = (await tx.hidden(sessionId)) as SessionPlan;

  let customerId = idOf(session.customer);
  if (!customerId && (session.customer_creation === "always" || plan.setupFutureUsage)) {
    const customer = await createCustomer(tx, { name: name ?? undefined, email: email ?? undefined });
    customerId = customer.id;
  }
  const ready: Stripe.Checkout.Session = { ...session, customer: customerId };
  const details: Partial<Stripe.Checkout.Session> = {
    customer_details: {
      address: null,
      business_name: null,
      email,
      individual_name: null,
      name,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
  };
  const paymentMethod = await createMethod(tx, method, { name, email });
  if (session.mode === "setup") return completeSetup(tx, ready, details, paymentMethod, method);

  const existing = idOf(session.payment_intent);
  const intent = existing
    ? await tx.needLocked("payment_intent", existing)
    : await createIntent(
        tx,
        {
          amount: session.amount_total!,
          currency: session.currency!,
          customer: customerId,
          description: plan.description ?? null,
          metadata: plan.metadata ?? {},
          allowedTypes: session.allowed_payment_method_types ?? undefined,
          receiptEmail: plan.receiptEmail ?? null,
          setupFutureUsage: plan.setupFutureUsage ?? null,
        },
        { checkout: sessionId },
      );
  const attempt = await attemptPayment(tx, surroundings, intent, paymentMethod, { offSession: false });
  const tried = { ...ready, payment_intent: intent.id };
  if (attempt.decline) return { session: await tx.save(tried), decline: attempt.decline };
  const paid = attempt.intent.status === "succeeded";
  return { session: await complete(tx, { ...tried, ...details, payment_status: paid ? "paid" : "unpaid" }) };
}

async function completeSetup(
  tx: Transaction,
  session: Stripe.Checkout.Session,
  details: Partial<Stripe.Checkout.Session>,
  paymentMethod: Stripe.PaymentMethod,
  method: TestMethod,
): Promise<Completion> {
  const setup = await tx.needLocked("setup_intent", idOf(session.setup_intent)!);
  const withCustomer = { ...setup, customer: idOf(session.customer) };
  if (method.declines && method.type === "card" && !method.savesAnyway) {
    await failSetup(tx, withCustomer, paymentMethod, method.declines);
    return { session: await tx.save(session), decline: method.declines };
  }
  await succeedSetup(tx, withCustomer, paymentMethod);
  return { session: await complete(tx, { ...session, ...details }) };
}

async function complete(tx: Transaction, session: Stripe.Checkout.Session): Promise<Stripe.Checkout.Session> {
  await tx.callOff("expire-session", session.id);
  const completed = await tx.save<Stripe.Checkout.Session>({ ...session, status: "complete", url: null });
  await tx.emit("checkout.session.completed", completed);
  return completed;
}

/** Tells the session, if one led to the payment, what the bank has answered. */
export async function tellSession(tx: Transaction, intent: Stripe.PaymentIntent): Promise<void> {
  const session = await tx.findBy("checkout.session", "payment_intent", intent.id);
  if (!session) return;
  const paid = intent.status === "succeeded";
  const told = await tx.save<Stripe.Checkout.Session>({
    ...session,
    payment_status: paid ? "paid" : "unpaid",
  });
  await tx.emit(`checkout.session.async_payment_${paid ? "succeeded" : "failed"}`, told);
}

/** Ends a session nobody paid; one that is not open stays as it is. */
export async function expireSession(tx: Transaction, sessionId: string): Promise<void> {
  const session = await tx.lock("checkout.session", sessionId);
  if (session?.status !== "open") return;
  await tx.callOff("expire-session", sessionId);
  const expired = await tx.save<Stripe.Checkout.Session>({ ...session, status: "expired", url: null });
  const intentId = idOf(session.payment_intent);
  if (intentId) await cancelIntent(tx, await tx.needLocked("payment_intent", intentId), "expired");
  await tx.emit("checkout.session.expired", expired);
}
