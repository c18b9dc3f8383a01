import { revokeGrant } from "@/lib/commerce/benefit-grants/revoke";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";

/**
 * Takes back the access an order gave that was refunded wholly, what was not granted yet, and vouchers the refund made void. A
 * report that was read cannot be unread.
 * @returns how many grants were revoked.
 */
export async function takeBackBenefits(orderId: string, refundId: string): Promise<number> {
  const { number } = await prisma.refund.findUniqueOrThrow({
    where: { id: refundId },
    select: { number: true },
  });
  const caller = await systemCaller("take-back-benefits");
  const grants = await prisma.benefitGrant.findMany({
    where: {
      orderId,
      OR: [
        { kind: "access", state: "granted" },
        { kind: "voucher", state: "granted", voucher: { state: "void" } },
        { state: { in: ["pending", "failed"] } },
      ],
    },
    select: { id: true },
  });
  let revoked = 0;
  for (const { id: benefitGrantId } of grants)
    await perform(revokeGrant, { benefitGrantId, reason: number }, caller).then(
      () => (revoked += 1),
      (error: unknown) => {
        // Revoked or expired meanwhile.
        if (!(error instanceof AppError) || error.code !== "conflict") throw error;
      },
    );
  return revoked;
}
