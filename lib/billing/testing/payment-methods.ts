import { makeTopUp } from "@/lib/billing/testing/top-ups";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { nextNumber } from "@/lib/core/numbers";
import type { Examples, World } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

type Tenant = Pick<World["tenant"], "organizationId">;

/** A card an organization left with the provider. @returns its id. */
export async function keptMethod(
  { organizationId }: Tenant,
  customerId: string | null = null,
): Promise<string> {
  const [id, at] = [newId(), now()];
  await prisma.paymentMethod.create({
    data: {
      id,
      organizationId,
      customerId,
      provider: "stripe",
      providerRef: `pm_${id}`,
      kind: "card",
      brand: "visa",
      last4: "4242",
      expiryMonth: 12,
      expiryYear: at.getUTCFullYear() + 3,
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  return id;
}

async function dispute({ organizationId }: Tenant): Promise<string> {
  const { attemptId } = await makeTopUp({ organizationId }, { state: "succeeded" });
  const [id, at] = [newId(), now()];
  await inTransaction(async (tx) =>
    tx.dispute.create({
      data: {
        id,
        number: await nextNumber(tx, "dispute"),
        organizationId,
        kind: "chargeback",
        amount: "50",
        currency: "USD",
        reason: "fraudulent",
        attemptId,
        provider: "stripe",
        providerRef: `du_${id}`,
        openedAt: at,
        createdAt: at,
        updatedAt: at,
      },
      select: { id: true },
    }),
  );
  return id;
}

const system = true;

export const paymentMethodExamples: Examples = {
  commands: {
    "payment-methods.prefer": async ({ tenant }) => ({
      input: { paymentMethodId: await keptMethod(tenant) },
    }),
    "payment-methods.detach": async ({ tenant }) => ({
      input: { paymentMethodId: await keptMethod(tenant), reason: "lost the card" },
    }),
    "payment-methods.record-payer": async ({ tenant }) => ({
      input: {
        organizationId: tenant.organizationId,
        customerId: null,
        provider: "stripe",
        providerRef: `cus_${newId()}`,
      },
      system,
    }),
    "payment-methods.sync": async () => ({
      input: {
        provider: "stripe",
        facts: {
          providerRef: `pm_${newId()}`,
          payerRef: null,
          kind: "card",
          brand: "visa",
          last4: "4242",
          expiryMonth: 12,
          expiryYear: 2030,
        },
      },
      system,
      targetless: true,
    }),
    "payment-methods.expire": async () => ({ input: {}, system, targetless: true }),
  },
  rows: {
    "payment-methods": async ({ tenant }) => keptMethod(tenant),
    disputes: async ({ tenant }) => dispute(tenant),
  },
};
