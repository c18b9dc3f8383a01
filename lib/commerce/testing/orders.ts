import { post } from "@/lib/billing/ledger/post";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { createOrder } from "@/lib/commerce/orders/create";
import { createSku } from "@/lib/commerce/skus/create";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { systemCaller } from "@/lib/core/system";
import type { Examples, Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";

type Home = Pick<Tenant, "organizationId">;

/** Something a tenant sells for 12 USD, with 19 % tax contained. */
export async function makeSku(
  { organizationId }: Home,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const { skuId } = await perform(
    createSku,
    {
      code: `SKU-${newId()}`,
      name: "Annual plan",
      price: { amount: "12", currency: "USD" },
      taxRate: "19",
      organizationId,
      ...changes,
    },
    await systemCaller("test"),
  );
  return skuId;
}

/** Puts cash into an owner's wallet. @returns the wallet and its cash account. */
export async function fundWallet(
  owner: { organizationId: string; customerId?: string | null },
  amount: string,
  currency = "USD",
): Promise<{ walletId: string; cash: string }> {
  return inTransaction(async (tx) => {
    const { organizationId, customerId = null } = owner;
    const at = now();
    const walletId = await walletOf(tx, { organizationId, customerId }, currency, at);
    const cash = await cashAccount(tx, walletId);
    const money = Money.of(amount, currency);
    await post(tx, {
      key: newId(),
      kind: "top_up",
      organizationId,
      lines: [
        { account: cash, amount: money },
        { system: "clearing", channel: "stripe", amount: money.negated() },
      ],
      at,
    });
    return { walletId, cash };
  });
}

/** Lets payments begin in a test; nobody is asked, because no durable function runs. */
export const withProvider = (): void => void Object.assign(env(), { STRIPE_SECRET_KEY: "sk_test_of_a_test" });

/** An order of one SKU by a fresh customer of a tenant: pending for an online payment, unless said otherwise. */
export async function makeOrder(home: Home, changes: Record<string, unknown> = {}): Promise<string> {
  withProvider();
  const skuId = await makeSku(home);
  const { orderId } = await perform(
    createOrder,
    {
      customerId: await makeCustomer(home.organizationId),
      items: [{ skuId, quantity: 1 }],
      paymentMethod: "online",
      ...changes,
    },
    await systemCaller("test"),
  );
  return orderId;
}

const paidOrder = (home: Home) => makeOrder(home, { paymentMethod: "offline" });

type GrantState = "pending" | "granted" | "failed";

/** A grant of access, for an order of the tenant. */
export async function makeGrant(
  home: Home,
  state: GrantState = "granted",
  expiresAt?: Date,
): Promise<string> {
  const orderId = await paidOrder(home);
  const { customerId } = await prisma.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { customerId: true },
  });
  const id = newId();
  await inTransaction(async (tx) =>
    tx.benefitGrant.create({
      data: {
        id,
        number: await nextNumber(tx, "benefit_grant"),
        organizationId: home.organizationId,
        customerId,
        orderId,
        kind: "access",
        code: "portal",
        name: "Portal",
        state,
        expiresAt: expiresAt ?? null,
        createdAt: now(),
        updatedAt: now(),
      },
      select: { id: true },
    }),
  );
  return id;
}

async function makeDelivery(home: Home): Promise<string> {
  const id = newId();
  await prisma.deliveryAttempt.create({
    data: {
      id,
      organizationId: home.organizationId,
      grantId: await makeGrant(home),
      channel: "email",
      recipient: "ada@example.test",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

/** Money of a tenant's payment that came too late. */
export async function makeRefundTask(home: Home): Promise<string> {
  const orderId = await makeOrder(home);
  const attempt = await prisma.paymentAttempt.findFirstOrThrow({ where: { orderId }, select: { id: true } });
  const id = newId();
  await prisma.refundTask.create({
    data: {
      id,
      organizationId: home.organizationId,
      attemptId: attempt.id,
      orderId,
      amount: "12",
      currency: "USD",
      cause: "paid_after_expiry",
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

async function skuBenefit(home: Home): Promise<string> {
  const skuId = await makeSku(home, {
    benefits: [{ kind: "access", code: "portal", name: "Portal", days: 30 }],
  });
  const { id } = await prisma.skuBenefit.findFirstOrThrow({ where: { skuId }, select: { id: true } });
  return id;
}

export const orderExamples: Examples = {
  commands: {
    "skus.create": async ({ tenant }) => ({
      input: {
        code: `SKU-${newId()}`,
        name: "Annual plan",
        price: { amount: "12", currency: "USD" },
        benefits: [{ kind: "access", code: "portal", name: "Portal", days: 30 }],
        organizationId: tenant.organizationId,
      },
    }),
    "skus.update": async ({ tenant }) => ({
      input: { skuId: await makeSku(tenant), name: "Another name", version: 1 },
    }),
    "skus.archive": async ({ tenant }) => ({ input: { skuId: await makeSku(tenant) } }),
    "skus.unarchive": async ({ tenant }) => {
      const skuId = await makeSku(tenant);
      await prisma.sku.update({ where: { id: skuId }, data: { state: "archived" }, select: { id: true } });
      return { input: { skuId } };
    },
    "orders.create": async ({ tenant }) => ({
      input: {
        customerId: await makeCustomer(tenant.organizationId),
        items: [{ skuId: await makeSku(tenant), quantity: 2 }],
        paymentMethod: "offline",
        offlineRef: "RF18 5390",
      },
    }),
    "orders.pay": async ({ tenant }) => {
      const orderId = await makeOrder(tenant);
      const { customerId } = await prisma.order.findUniqueOrThrow({
        where: { id: orderId },
        select: { customerId: true },
      });
      await fundWallet({ organizationId: tenant.organizationId, customerId }, "50");
      return { input: { orderId, paymentMethod: "wallet" } };
    },
    "orders.cancel": async ({ tenant }) => ({
      input: { orderId: await makeOrder(tenant), reason: "changed their mind" },
    }),
    "orders.update": async ({ tenant }) => ({
      input: { orderId: await makeOrder(tenant), note: "asked for an invoice", version: 1 },
    }),
    "orders.lookup": async () => ({ input: { words: "ORD000042" }, targetless: true }),
    "orders.expire": async ({ tenant }) => ({ input: { orderId: await makeOrder(tenant) }, system: true }),
    "orders.finish": async ({ tenant }) => ({ input: { orderId: await paidOrder(tenant) }, system: true }),
    "refund-tasks.dismiss": async ({ tenant }) => ({
      input: { refundTaskId: await makeRefundTask(tenant), reason: "given back at the counter" },
    }),
    "refund-tasks.notify": async ({ tenant }) => ({
      input: { refundTaskId: await makeRefundTask(tenant) },
      system: true,
    }),
    "benefit-grants.grant": async ({ tenant }) => ({
      input: {
        orderId: await paidOrder(tenant),
        skuBenefitId: await skuBenefit(tenant),
        reason: "was promised on the phone",
      },
    }),
    "benefit-grants.carry-out": async ({ tenant }) => ({
      input: { benefitGrantId: await makeGrant(tenant, "pending") },
      system: true,
    }),
    "benefit-grants.revoke": async ({ tenant }) => ({
      input: { benefitGrantId: await makeGrant(tenant), reason: "misused" },
    }),
    "benefit-grants.resend": async ({ tenant }) => ({ input: { benefitGrantId: await makeGrant(tenant) } }),
    "benefit-grants.expire": async ({ tenant }) => ({
      input: { benefitGrantId: await makeGrant(tenant) },
      system: true,
    }),
    "deliveries.settle": async ({ tenant }) => ({
      input: { deliveryId: await makeDelivery(tenant), outcome: "sent" },
      system: true,
    }),
  },
  rows: {
    skus: async ({ tenant }) => makeSku(tenant),
    orders: async ({ tenant }) => makeOrder(tenant),
    "benefit-grants": async ({ tenant }) => makeGrant(tenant),
    deliveries: async ({ tenant }) => makeDelivery(tenant),
    "refund-tasks": async ({ tenant }) => makeRefundTask(tenant),
  },
};
