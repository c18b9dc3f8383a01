import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { neighbourhoodOf } from "@/lib/governance/auth/address";
import { authSetting } from "@/lib/governance/auth/auth-setting";
import { effectiveExpiry } from "@/lib/governance/sessions/limits";
import { recordSignIn } from "@/lib/governance/sign-ins/record";

/** Whose session it is, and what is known of it before the transaction. */
export type Arrival = {
  sessionId: string;
  operatorId: string;
  /** Where the session begins to work; null when it is still to be chosen. */
  organizationId: string | null;
};

/**
 * The second factor was given: from here on the session counts, and counts as stepped up. Written into the sign-in history; a
 * browser this operator never used before, and a network they never came from, are told to them by e-mail.
 * @throws unauthenticated when the session ended meanwhile.
 */
export async function completeSession(
  tx: Tx,
  arrival: Arrival,
  facts: RequestFacts,
  at: Date,
): Promise<void> {
  const session = await tx.session.findUnique({
    where: { id: arrival.sessionId, operatorId: arrival.operatorId },
    select: {
      createdAt: true,
      deviceHash: true,
      operator: { select: { id: true, email: true, organizationId: true } },
    },
  });
  if (!session) throw new AppError("unauthenticated", "unauthenticated");
  const { operator } = session;
  const earlier = { operatorId: operator.id, secondFactorAt: { not: null }, id: { not: arrival.sessionId } };
  const [sameDevice, addresses] = [
    await tx.session.count({ where: { ...earlier, deviceHash: session.deviceHash } }),
    await tx.session.groupBy({ by: ["address"], where: earlier }),
  ];

  const { count } = await tx.session.updateMany({
    where: { id: arrival.sessionId, revokedAt: null, secondFactorAt: null, expiresAt: { gt: at } },
    data: {
      secondFactorAt: at,
      steppedUpAt: at,
      codeGivenAt: at,
      lastSeenAt: at,
      expiresAt: effectiveExpiry(session.createdAt, at, await authSetting(tx)),
      organizationId: arrival.organizationId,
    },
  });
  if (count === 0) throw new AppError("unauthenticated", "unauthenticated");
  await tx.operator.update({ where: { id: operator.id }, data: { lastSignInAt: at }, select: { id: true } });
  const network = neighbourhoodOf(facts.address);
  const newDevice = sameDevice === 0;
  const newNetwork = network !== null && !addresses.some((each) => neighbourhoodOf(each.address) === network);
  const entry = { email: operator.email, outcome: "succeeded", operator, newDevice, newNetwork, at } as const;
  await recordSignIn(entry, facts, tx);
  // Everybody's first browser and first network are new; that is no news.
  if ((newDevice || newNetwork) && addresses.length > 0)
    await mailOperator(tx, operator.id, newDevice ? "new_device" : "new_network", at, {
      address: facts.address ?? "–",
      browser: facts.userAgent ?? "–",
      network: newNetwork ? "new" : "known",
    });
}
