import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { effectiveExpiry } from "@/lib/governance/sessions/limits";
import { setting } from "@/lib/settings/settings/read";

/** The sessions an operator is signed in with, the latest used first. */
export async function ownSessions(operatorId: string) {
  const at = now();
  const [limits, sessions] = await Promise.all([
    setting("auth"),
    prisma.session.findMany({
      where: { operatorId, revokedAt: null, secondFactorAt: { not: null }, expiresAt: { gt: at } },
      orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
      take: 50,
      select: { id: true, address: true, userAgent: true, createdAt: true, lastSeenAt: true },
    }),
  ]);
  return sessions.filter(({ createdAt, lastSeenAt }) => effectiveExpiry(createdAt, lastSeenAt, limits) > at);
}
