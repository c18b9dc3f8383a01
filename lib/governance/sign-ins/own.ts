import { prisma } from "@/lib/core/db";

/** The last tries to sign in to an operator's account, whatever came of them. */
export const ownSignIns = (operatorId: string, count = 20) =>
  prisma.signIn.findMany({
    where: { operatorId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: count,
    select: {
      id: true,
      createdAt: true,
      outcome: true,
      address: true,
      userAgent: true,
      newDevice: true,
      newNetwork: true,
    },
  });
