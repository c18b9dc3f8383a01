import { walletOf } from "@/lib/billing/wallets/open";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import type { Examples } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

/** A card the owner keeps with the provider. @returns its id. */
export async function makeMethod(
  organizationId: string,
  changes: {
    customerId?: string | null;
    expiryYear?: number;
    state?: "active" | "expired" | "detached";
  } = {},
): Promise<string> {
  const [id, at] = [newId(), now()];
  await prisma.paymentMethod.create({
    data: {
      id,
      organizationId,
      provider: "stripe",
      providerRef: `pm_${id}`,
      kind: "card",
      brand: "visa",
      last4: "4242",
      expiryMonth: 12,
      expiryYear: at.getUTCFullYear() + 2,
      createdAt: at,
      updatedAt: at,
      ...changes,
    },
    select: { id: true },
  });
  return id;
}

/** A rule of an organization's own wallet: below 10, charge 25. @returns ids. */
export async function makeRule(
  organizationId: string,
  changes: { state?: "active" | "stopped" | "off"; monthlyLimit?: string; customerId?: string } = {},
): Promise<{ autoRechargeId: string; walletId: string; paymentMethodId: string }> {
  const { customerId = null, ...rest } = changes;
  const [autoRechargeId, at] = [newId(), now()];
  const paymentMethodId = await makeMethod(organizationId, { customerId });
  const walletId = await inTransaction((tx) => walletOf(tx, { organizationId, customerId }, "USD", at));
  await prisma.autoRecharge.create({
    data: {
      id: autoRechargeId,
      organizationId,
      walletId,
      paymentMethodId,
      currency: "USD",
      threshold: "10",
      amount: "25",
      createdAt: at,
      updatedAt: at,
      ...rest,
    },
    select: { id: true },
  });
  return { autoRechargeId, walletId, paymentMethodId };
}

const usd = (amount: string) => ({ amount, currency: "USD" });

export const autoRechargeExamples: Examples = {
  commands: {
    "auto-recharges.create": async ({ tenant: { organizationId } }) => ({
      input: {
        walletId: await inTransaction((tx) =>
          walletOf(tx, { organizationId, customerId: null }, "USD", now()),
        ),
        paymentMethodId: await makeMethod(organizationId),
        threshold: usd("10"),
        amount: usd("25"),
      },
    }),
    "auto-recharges.update": async ({ tenant }) => ({
      input: {
        autoRechargeId: (await makeRule(tenant.organizationId)).autoRechargeId,
        version: 1,
        amount: usd("30"),
      },
    }),
    "auto-recharges.stop": async ({ tenant }) => ({
      input: { autoRechargeId: (await makeRule(tenant.organizationId)).autoRechargeId },
    }),
    "auto-recharges.start": async ({ tenant }) => ({
      input: { autoRechargeId: (await makeRule(tenant.organizationId, { state: "stopped" })).autoRechargeId },
    }),
    "auto-recharges.remove": async ({ tenant }) => ({
      input: { autoRechargeId: (await makeRule(tenant.organizationId)).autoRechargeId },
    }),
    "auto-recharges.work": async ({ tenant }) => ({
      input: { autoRechargeId: (await makeRule(tenant.organizationId)).autoRechargeId },
      system: true,
    }),
  },
  rows: {
    "auto-recharges": async ({ tenant }) => (await makeRule(tenant.organizationId)).autoRechargeId,
  },
};
