import { setTimeout as sleep } from "node:timers/promises";
import type { Controls } from "../../e2e/stripe/control/controls";
import type { PatientApi } from "./patient-api";

/** All amounts in cents, so that the model needs no arithmetic of the product's. */
export const funds = 500_000;
const prices = [2_500, 4_900, 12_000];

export type Sku = { id: string; price: number };
export type Customer = { id: string; topUpId: string; wallet: number };

export type Plan = {
  ref: string;
  customer: number;
  sku: number;
  quantity: number;
  method: "wallet" | "online" | "mixed";
  /** What the payer does. */
  then: "pay" | "leave" | "cancel";
  refund: { destination: "balance" | "original"; whole: boolean } | null;
};

/** What is known to have happened to an order, from answers alone. */
export type Done = {
  plan: Plan;
  orderId: string;
  state: string;
  fromWallet: number;
  paidOnline: number;
  /** Of the total, what a voucher paid: it is not given back. */
  voucher: number;
  refund: { amount: number; destination: string; approvalId: string } | null;
};

export type Shop = {
  operations: PatientApi;
  admin: PatientApi;
  finance: PatientApi;
  controls: Controls;
  sandbox: string;
  sandboxKey: string;
  name: string;
};

/** An amount as the API answers it. */
const cents = (answered: unknown): number =>
  Math.round(Number((answered as { amount: string }).amount) * 100);
const usd = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: "USD" });

/** Two fifths from the wallet; of the others one in eight is left, one in eight canceled. The left ones come first, to expire. */
export function planOrders(name: string, count: number, customers: number, random: () => number): Plan[] {
  const plans = Array.from({ length: count }, (_, index): Plan => {
    const draw = random();
    const method = draw < 0.4 ? "wallet" : draw < 0.75 ? "online" : "mixed";
    const fate = random();
    const then = method === "wallet" || fate > 0.25 ? "pay" : fate > 0.125 ? "cancel" : "leave";
    const destination = method !== "wallet" && random() < 0.5 ? "original" : "balance";
    const refund =
      then === "pay" && random() < 0.22 ? ({ destination, whole: random() < 0.4 } as const) : null;
    return {
      ref: `${name}-${index}`,
      customer: Math.floor(random() * customers),
      sku: Math.floor(random() * prices.length),
      quantity: 1 + Math.floor(random() * 2),
      method,
      then,
      refund,
    };
  });
  return [...plans.filter(({ then }) => then === "leave"), ...plans.filter(({ then }) => then !== "leave")];
}

export async function stockShelf({ operations, name }: Shop): Promise<Sku[]> {
  const skus: Sku[] = [];
  for (const [index, price] of prices.entries()) {
    const code = `${name}-${index}`;
    const benefits = index === 1 ? [{ kind: "access", code: "portal", name: "Portal", days: 30 }] : [];
    const input = { code, name: code, price: usd(price), taxRate: index === 2 ? "0" : "19", benefits };
    const { skuId } = await operations.command("skus.create", input, `${code}:sku`);
    skus.push({ id: String(skuId), price });
  }
  return skus;
}

/** A customer whose wallet was filled online. */
export async function welcome(shop: Shop, index: number): Promise<Customer> {
  const { operations, name } = shop;
  const email = `${name}-${index}@example.test`;
  const { customerId } = await operations.command(
    "customers.create",
    { name: `Payer ${name} ${index}`, email },
    `${email}:customer`,
  );
  const { topUpId, attemptId } = await operations.command(
    "top-ups.create",
    { customerId, amount: usd(funds), channel: "stripe" },
    `${email}:top-up`,
  );
  if (!(await pay(shop, String(attemptId)))) throw new Error(`The page of a top-up of ${email} expired.`);
  await operations.until("top-ups", String(topUpId), ({ state }) => state === "succeeded");
  return { id: String(customerId), topUpId: String(topUpId), wallet: funds };
}

/** Orders, pays and gives back as planned, and keeps what the customer's wallet must hold. */
export async function carryOutPlan(
  shop: Shop,
  plan: Plan,
  customers: Customer[],
  skus: Sku[],
): Promise<Done> {
  const { operations } = shop;
  const { ref, method } = plan;
  const customer = customers[plan.customer]!;
  const sku = skus[plan.sku]!;
  const total = sku.price * plan.quantity;
  const fromWallet = method === "wallet" ? total : method === "mixed" ? Math.floor(total / 3) : 0;
  const created = await operations.command(
    "orders.create",
    {
      customerId: customer.id,
      items: [{ skuId: sku.id, quantity: plan.quantity }],
      paymentMethod: method,
      externalRef: ref,
      total: usd(total),
      ...(method === "mixed" ? { walletAmount: usd(fromWallet) } : {}),
    },
    `${ref}:create`,
  );
  const orderId = String(created.orderId);
  const done: Done = {
    plan,
    orderId,
    state: String(created.state),
    fromWallet: 0,
    paidOnline: 0,
    voucher: 0,
    refund: null,
  };

  if (plan.then === "cancel") {
    // Some before their page is open, some after.
    if (plan.quantity === 1) await sessionOf(shop, String(created.attemptId));
    await operations.command("orders.cancel", { orderId, reason: "changed their mind" }, `${ref}:cancel`);
    return { ...done, state: "canceled" };
  }
  if (plan.then === "leave") return done;
  if (method !== "wallet") {
    if (!(await pay(shop, String(created.attemptId)))) return done;
    done.paidOnline = total - fromWallet;
    const order = await operations.until("orders", orderId, ({ state }) => state !== "pending");
    done.state = String(order.state);
    // Paid too late: the money is set aside, and the wallet's part stays where it was.
    if (done.state === "expired") return done;
  }
  done.fromWallet = fromWallet;
  customer.wallet -= fromWallet;
  const { voucherAmount } = await operations.read("orders", orderId);
  done.voucher = cents(voucherAmount);
  if (plan.refund) await giveBack(shop, done, total, customer);
  return done;
}

async function giveBack(shop: Shop, done: Done, total: number, customer: Customer): Promise<void> {
  const { ref, refund, method } = done.plan;
  const { destination, whole } = refund!;
  const most = destination === "original" && method !== "wallet" ? done.paidOnline : total - done.voucher;
  const amount = whole ? most : Math.ceil(most / 2);
  const { approvalId } = await shop.operations.command(
    "refunds.request",
    { orderId: done.orderId, amount: usd(amount), destination, reason: "does not work as said" },
    `${ref}:refund`,
  );
  const approve = (api: PatientApi, who: string) =>
    api.command("approvals.approve", { approvalId }, `${ref}:${who}`);
  await approve(shop.admin, "admin");
  await approve(shop.finance, "finance");
  done.refund = { amount, destination, approvalId: String(approvalId) };
  if (destination === "balance") customer.wallet += amount;
}

async function sessionOf({ operations }: Shop, attemptId: string): Promise<string> {
  const attempt = await operations.until("payment-attempts", attemptId, (each) => each.state !== "created");
  return String(attempt.sessionRef);
}

/** Pays on the provider's page, which may be away as well. @returns false when the page has closed. */
async function pay(shop: Shop, attemptId: string): Promise<boolean> {
  const session = await sessionOf(shop, attemptId);
  const end = Date.now() + 180_000;
  for (;;) {
    try {
      await shop.controls.pay({ session });
      return true;
    } catch (error) {
      const status = await statusOf(shop, session);
      if (status === "complete") return true;
      if (status === "expired") return false;
      if (Date.now() > end) throw error;
      await sleep(500);
    }
  }
}

async function statusOf({ sandbox, sandboxKey }: Shop, session: string): Promise<string | null> {
  const headers = { authorization: `Bearer ${sandboxKey}` };
  const answer = await fetch(`${sandbox}/v1/checkout/sessions/${session}`, { headers }).catch(() => null);
  if (!answer?.ok) return null;
  return ((await answer.json()) as { status: string }).status;
}
