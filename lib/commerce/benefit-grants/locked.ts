import type { Tx } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";

const columns = {
  id: true,
  number: true,
  organizationId: true,
  customerId: true,
  orderId: true,
  kind: true,
  code: true,
  name: true,
  quantity: true,
  state: true,
  days: true,
  templateId: true,
  voucherId: true,
  expiresAt: true,
  error: true,
  order: { select: { number: true, state: true } },
} as const;

/**
 * A grant whose row nobody else changes until the transaction ends.
 * @throws not_found.
 */
export async function lockGrant(tx: Tx, grantId: string) {
  await tx.$queryRaw`select 1 from benefit_grant where id = ${grantId}::uuid for no key update`;
  const row = await tx.benefitGrant.findUnique({ where: { id: grantId }, select: columns });
  if (!row) throw notFound();
  return row;
}

export type LockedGrant = Awaited<ReturnType<typeof lockGrant>>;
