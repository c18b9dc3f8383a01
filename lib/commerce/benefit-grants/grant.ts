import { z } from "zod";
import { bringBenefit } from "@/lib/commerce/benefit-grants/bring";
import { lockGrant } from "@/lib/commerce/benefit-grants/locked";
import { writeGrants } from "@/lib/commerce/benefit-grants/plan";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/**
 * Grants a benefit of the catalogue by hand (control-tower 5.5, approval MANUAL_GRANT with order and attempt): always after a
 * second person agreed. It is carried out at once, so that an approval which cannot be has failed with its reason.
 */
export const grantBenefit = command({
  name: "benefit-grants.grant",
  permission: "commerce.benefit-grants.grant",
  alwaysApproved: true,
  input: object({
    orderId: id,
    /** The payment it is about; one of the order's. */
    attemptId: id.optional(),
    /** What is granted: a benefit of a SKU that is sold where the order belongs. */
    skuBenefitId: id,
    quantity: z.int().min(1).max(100).default(1),
    reason,
  }),
  scope: ofRow("order", (input) => input.orderId),
  async preview({ orderId, attemptId, skuBenefitId, quantity, reason }) {
    const { order, attempt, benefit } = await factsOf(prisma, { orderId, attemptId, skuBenefitId });
    return {
      target: { type: "orders", id: orderId, label: order.number },
      before: null,
      after: {
        order: order.number,
        orderState: order.state,
        ...(attempt ? { attempt: attempt.number, attemptState: attempt.state } : {}),
        benefit: benefit.name,
        kind: benefit.kind,
        quantity,
        reason,
      },
    };
  },
  async run({ input, tx, caller, audit, now }) {
    const { orderId, attemptId, skuBenefitId, quantity, reason } = input;
    const { order, attempt, benefit } = await factsOf(tx, { orderId, attemptId, skuBenefitId });
    const { id: _, sku: __, ...entitlement } = benefit;
    const ids = await writeGrants(
      tx,
      { ...order, id: orderId },
      [{ ...entitlement, quantity, orderItemId: null }],
      now,
      { reason },
    );
    const requestedById = operatorOf(caller);
    for (const grantId of ids) await bringBenefit(tx, await lockGrant(tx, grantId), { requestedById, now });
    audit.target({ type: "orders", id: orderId, label: order.number });
    audit.change(null, { benefit: benefit.name, quantity, attempt: attempt?.number ?? null });
    return { orderId, benefitGrantIds: ids };
  },
});

type Reader = Pick<Tx, "order" | "paymentAttempt" | "skuBenefit" | "$queryRaw">;

async function factsOf(
  db: Reader,
  { orderId, attemptId, skuBenefitId }: { orderId: string; attemptId?: string; skuBenefitId: string },
) {
  const order = await db.order.findUnique({
    where: { id: orderId },
    select: { number: true, state: true, organizationId: true, customerId: true },
  });
  const benefit = await db.skuBenefit.findUnique({
    where: { id: skuBenefitId },
    select: {
      id: true,
      kind: true,
      code: true,
      name: true,
      days: true,
      voucherTemplateId: true,
      sku: { select: { organizationId: true } },
    },
  });
  if (!order || !benefit) throw notFound();
  const [sold] = await db.$queryRaw<unknown[]>`
    select 1 from organization seller join organization buyer on seller.path @> buyer.path
    where seller.id = ${benefit.sku.organizationId}::uuid and buyer.id = ${order.organizationId}::uuid`;
  if (!sold) throw notFound();
  const attempt = attemptId
    ? await db.paymentAttempt.findFirst({
        where: { id: attemptId, orderId },
        select: { number: true, state: true },
      })
    : null;
  if (attemptId && !attempt) throw refused("commerce.attempt_of_another_order");
  return { order, attempt, benefit };
}
