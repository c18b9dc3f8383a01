import { carryOutGrant } from "@/lib/commerce/benefit-grants/carry-out";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";

/** What one step of the durable function does at most. */
const atOnce = 50;

/**
 * Grants what an order entitles to and was not tried yet, some of it at a time.
 * @returns whether there may be more.
 */
export async function grantPending(orderId: string): Promise<boolean> {
  const caller = await systemCaller("grant-benefits");
  const pending = await prisma.benefitGrant.findMany({
    // A report that was sent waits for its mail to arrive.
    where: { orderId, state: "pending", deliveries: { none: {} } },
    orderBy: { id: "asc" },
    take: atOnce,
    select: { id: true },
  });
  for (const { id: benefitGrantId } of pending) await perform(carryOutGrant, { benefitGrantId }, caller);
  return pending.length === atOnce;
}
