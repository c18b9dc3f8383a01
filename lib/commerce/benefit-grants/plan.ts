import type { Tx } from "@/lib/core/db";
import type { BenefitKind } from "@/lib/core/generated/prisma/enums";
import { newId } from "@/lib/core/id";
import { nextNumbers } from "@/lib/core/numbers";

type Entitled = { id: string; organizationId: string; customerId: string | null };

export type Entitlement = {
  kind: BenefitKind;
  code: string;
  name: string;
  days: number | null;
  voucherTemplateId: string | null;
  quantity: number;
  orderItemId: string | null;
};

/** Writes down what an order that was paid just now entitles to, for a durable function to grant. */
export async function planGrants(tx: Tx, order: Entitled, now: Date): Promise<void> {
  const items = await tx.orderItem.findMany({
    where: { orderId: order.id },
    orderBy: { id: "asc" },
    select: {
      id: true,
      quantity: true,
      sku: {
        select: {
          benefits: {
            orderBy: { code: "asc" },
            select: { kind: true, code: true, name: true, days: true, voucherTemplateId: true },
          },
        },
      },
    },
  });
  await writeGrants(
    tx,
    order,
    items.flatMap(({ id: orderItemId, quantity, sku }) =>
      sku.benefits.map((benefit) => ({ ...benefit, quantity, orderItemId })),
    ),
    now,
  );
}

/**
 * Writes grants that are still to be granted. A voucher is a record of its own, so that each unit is a grant of its own; access
 * is granted once for all of its units, a report sent once.
 * @param byHand why, where no payment is the reason.
 * @returns their ids.
 */
export async function writeGrants(
  tx: Tx,
  { id: orderId, organizationId, customerId }: Entitled,
  entitlements: readonly Entitlement[],
  now: Date,
  byHand: { reason: string } | null = null,
): Promise<string[]> {
  const rows = entitlements.flatMap(({ voucherTemplateId: templateId, ...entitlement }) =>
    entitlement.kind === "voucher"
      ? Array.from({ length: entitlement.quantity }, () => ({ ...entitlement, templateId, quantity: 1 }))
      : [{ ...entitlement, templateId }],
  );
  if (rows.length === 0) return [];
  const numbers = await nextNumbers(tx, "benefit_grant", rows.length);
  const data = rows.map((row, index) => ({
    ...row,
    id: newId(),
    number: numbers[index]!,
    organizationId,
    customerId,
    orderId,
    manual: byHand !== null,
    reason: byHand?.reason ?? null,
    createdAt: now,
    updatedAt: now,
  }));
  await tx.benefitGrant.createMany({ data });
  return data.map(({ id }) => id);
}
