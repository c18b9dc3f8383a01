import { prisma } from "@/lib/core/db";

/** What an operator sees of their own account. */
export const ownAccount = (operatorId: string) =>
  prisma.operator.findUniqueOrThrow({
    where: { id: operatorId },
    select: {
      name: true,
      email: true,
      locale: true,
      passwordSetAt: true,
      totpEnrolledAt: true,
      organization: { select: { name: true } },
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
    },
  });
