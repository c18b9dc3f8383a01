import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { countAttempt } from "@/lib/governance/auth/attempts";
import { passwordMatches } from "@/lib/governance/auth/password-hash";
import { tellOfLock } from "@/lib/governance/auth/tell-of-lock";
import { recordSignIn } from "@/lib/governance/sign-ins/record";

/**
 * Checks the password of somebody who is signed in, counting failures like those of signing in.
 * @throws unauthenticated (`governance.wrong_password`), rate_limited.
 */
export async function provePassword(
  operatorId: string,
  password: string,
  facts: RequestFacts,
): Promise<void> {
  const operator = await prisma.operator.findUnique({
    where: { id: operatorId },
    select: { id: true, email: true, organizationId: true, passwordHash: true },
  });
  if (!operator) throw new AppError("unauthenticated", "unauthenticated");
  const attempt = await countAttempt("password", operator.email, facts.address, async (locked, seconds) => {
    if (locked === "account") await tellOfLock(operator.id, seconds);
  });
  if (!(await passwordMatches(operator.passwordHash, password))) {
    await recordSignIn({ email: operator.email, outcome: "wrong_password", operator, at: now() }, facts);
    throw new AppError("unauthenticated", "governance.wrong_password");
  }
  await attempt.succeeded();
}
