import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";

/** The sessions an operator is signed in with, the latest used first. */
export const ownSessions = (operatorId: string) =>
  prisma.session.findMany({
    where: {
      operatorId,
      revokedAt: null,
      secondFactorAt: { not: null },
      expiresAt: { gt: now() },
    },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 50,
    select: { id: true, address: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
