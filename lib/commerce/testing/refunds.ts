import { post } from "@/lib/billing/ledger/post";
import { spend } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import type { Examples, Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

/** An order of a tenant, paid from its wallet: `amount` of the `funds` it was given. */
export async function makePaidOrder(
  tenant: Pick<Tenant, "organizationId">,
  { amount = "50", currency = "USD", funds }: { amount?: string; currency?: string; funds?: string } = {},
): Promise<{ orderId: string; walletId: string }> {
  const { organizationId } = tenant;
  const at = now();
  const orderId = newId();
  const [price, given] = [Money.of(amount, currency), Money.of(funds ?? amount, currency)];
  return inTransaction(async (tx) => {
    const walletId = await walletOf(tx, { organizationId, customerId: null }, currency, at);
    await post(tx, {
      key: `test:${newId()}`,
      kind: "top_up",
      organizationId,
      lines: [
        { account: await cashAccount(tx, walletId), amount: given },
        { system: "clearing", channel: "bank", amount: given.negated() },
      ],
      at,
    });
    await spend(tx, {
      key: `order:${orderId}:paid`,
      kind: "order",
      walletId,
      amount: price,
      against: [{ system: "revenue", amount: price }],
      at,
    });
    await tx.order.create({
      data: {
        id: orderId,
        number: `TST${orderId}`,
        organizationId,
        walletId,
        source: "admin",
        state: "paid",
        paymentMethod: "wallet",
        currency,
        total: price.amount,
        walletAmount: price.amount,
        paidAmount: price.amount,
        businessKey: orderId,
        paidAt: at,
        createdAt: at,
        updatedAt: at,
      },
      select: { id: true },
    });
    return { orderId, walletId };
  });
}

/** A refund that reserved and waits for its money to move. */
async function reservedRefund(
  { organizationId }: Pick<Tenant, "organizationId">,
  toSend = false,
): Promise<string> {
  const { orderId } = await makePaidOrder({ organizationId });
  const [refundId, at] = [newId(), now()];
  await prisma.order.update({
    where: { id: orderId },
    data: { state: "refunding", refundingFrom: "paid" },
    select: { id: true },
  });
  await prisma.refund.create({
    data: {
      id: refundId,
      number: `TST${refundId}`,
      organizationId,
      orderId,
      amount: "20",
      currency: "USD",
      ...(toSend
        ? { destination: "original", provider: "bank", state: "to_send" }
        : { destination: "balance" }),
      reason: "does not work",
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  return refundId;
}

/** An order's payment that went through a provider. */
async function paidAttempt({ organizationId }: Pick<Tenant, "organizationId">): Promise<string> {
  const { orderId } = await makePaidOrder({ organizationId });
  const [id, at] = [newId(), now()];
  await prisma.paymentAttempt.create({
    data: {
      id,
      number: `TST${id}`,
      organizationId,
      orderId,
      provider: "stripe",
      state: "succeeded",
      amount: "50",
      received: "50",
      currency: "USD",
      paymentRef: `pi_${id}`,
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  return id;
}

export const refundExamples: Examples = {
  commands: {
    "refunds.request": async ({ tenant }) => ({
      input: {
        orderId: (await makePaidOrder(tenant)).orderId,
        amount: { amount: "20", currency: "USD" },
        destination: "balance",
        reason: "does not work",
      },
    }),
    "refunds.settle": async ({ tenant }) => ({
      input: { refundId: await reservedRefund(tenant) },
      system: true,
    }),
    "refunds.fail": async ({ tenant }) => ({
      input: { refundId: await reservedRefund(tenant), message: "the bank refused" },
      system: true,
    }),
    "refunds.adopt": async ({ tenant }) => ({
      input: {
        attemptId: await paidAttempt(tenant),
        providerRef: `re_${newId()}`,
        amount: { amount: "20", currency: "USD" },
      },
      system: true,
    }),
    "refunds.return": async ({ tenant }) => {
      const refundId = await reservedRefund(tenant);
      await perform(settleRefund, { refundId }, await systemCaller("test"));
      return { input: { refundId, message: "account closed" }, system: true };
    },
    "refunds.lose-answer": async ({ tenant }) => ({
      input: { refundId: await reservedRefund(tenant) },
      system: true,
    }),
    "refunds.accept": async ({ tenant }) => ({
      input: { refundId: await reservedRefund(tenant), providerRef: `re_${newId()}` },
      system: true,
    }),
    "refunds.confirm-transfer": async ({ tenant }) => ({
      input: { refundId: await reservedRefund(tenant, true), sentRef: `OUT-${newId()}` },
    }),
    "refunds.give-up-transfer": async ({ tenant }) => ({
      input: { refundId: await reservedRefund(tenant, true), reason: "the account is closed" },
    }),
  },
  rows: { refunds: async ({ tenant }) => reservedRefund(tenant) },
};
