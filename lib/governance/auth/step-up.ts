import { now } from "@/lib/core/clock";
import { stepUpLasts } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { provePassword } from "@/lib/governance/auth/prove-password";
import { type Person, proveWithCode } from "@/lib/governance/auth/second-factor";

/**
 * Somebody who is signed in proves once more that it is them; sensitive commands then run for five minutes. Failures count like
 * those of signing in.
 * @param proof a code of the authenticator app, a recovery code, or the password.
 * @throws unauthenticated (`governance.wrong_code`, `governance.wrong_password`, or the session ended), rate_limited.
 */
export async function stepUpSession(
  sessionId: string,
  operator: Person,
  proof: { code: string } | { password: string },
  facts: RequestFacts,
): Promise<void> {
  const where = { id: sessionId, operatorId: operator.id, revokedAt: null, secondFactorAt: { not: null } };
  if ("code" in proof) {
    await proveWithCode(operator, proof.code, facts, async (tx, _, at) =>
      requireOne(await tx.session.updateMany({ where, data: { steppedUpAt: at, codeGivenAt: at } })),
    );
    return;
  }
  await provePassword(operator.id, proof.password, facts);
  requireOne(await prisma.session.updateMany({ where, data: { steppedUpAt: now() } }));
}

/**
 * For what would replace the second factor itself: a password, which is the first, is not enough.
 * @throws step_up_required (`governance.code_required`) unless a code was given in the session of late.
 */
export async function requireFreshCode(tx: Tx, sessionId: string, at: Date): Promise<void> {
  const { codeGivenAt } = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { codeGivenAt: true },
  });
  if (!codeGivenAt || at.getTime() - codeGivenAt.getTime() > stepUpLasts)
    throw new AppError("step_up_required", "governance.code_required");
}

function requireOne({ count }: { count: number }): void {
  if (count !== 1) throw new AppError("unauthenticated", "unauthenticated");
}
