import { z } from "zod";
import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, inOrganization } from "@/lib/core/scope";

type Owner = { organizationId: string; customerId: string | null };

/** How a provider knows an owner; null when it does not. */
export async function payerOf(
  db: Pick<Tx, "providerCustomer">,
  provider: string,
  { organizationId, customerId }: Owner,
): Promise<string | null> {
  const known = await db.providerCustomer.findFirst({
    where: { provider, organizationId, customerId },
    select: { providerRef: true },
  });
  return known?.providerRef ?? null;
}

/** Keeps how a provider knows an owner. Whoever was first counts. */
export const recordPayer = command({
  name: "payment-methods.record-payer",
  permission: null,
  approvable: false,
  input: object({
    organizationId: id,
    customerId: id.nullable(),
    provider: z.string().min(1).max(40),
    providerRef: z.string().min(1).max(255),
  }),
  scope: bySystem(inOrganization((input) => input.organizationId)),
  async run({ input, tx, audit, now }) {
    const { organizationId, customerId, provider, providerRef } = input;
    const { count } = await tx.providerCustomer.createMany({
      data: { id: newId(), ...input, createdAt: now },
      skipDuplicates: true,
    });
    const kept = await payerOf(tx, provider, { organizationId, customerId });
    audit.target(
      customerId
        ? { type: "customers", id: customerId, label: provider }
        : { type: "organizations", id: organizationId, label: provider },
    );
    if (count === 1) audit.change(null, { provider, providerRef });
    return { providerRef: kept ?? providerRef };
  },
});
