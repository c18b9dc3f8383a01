import { now } from "@/lib/core/clock";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { RequestFacts } from "@/lib/core/http/request";
import { inTransaction } from "@/lib/core/transaction";
import { countAttempt } from "@/lib/governance/auth/attempts";
import { looksLikeRecoveryCode, spendRecoveryCode } from "@/lib/governance/auth/recovery-codes";
import { tellOfLock } from "@/lib/governance/auth/tell-of-lock";
import { openSeed, windowOf } from "@/lib/governance/auth/totp";
import { recordSignIn } from "@/lib/governance/sign-ins/record";

export type CodeProof = {
  /** Recovery codes left, when one was used. */
  recoveryCodesLeft: number | null;
};

/** Whose code it is. */
export type Person = { id: string; email: string; organizationId: string };

/**
 * Checks a code of the authenticator app or a recovery code, each of which is accepted once, and counts failures against the
 * account.
 * @param onSuccess what follows in the same transaction that uses the code up.
 * @throws unauthenticated (`governance.wrong_code`), rate_limited.
 */
export async function proveWithCode(
  operator: Person,
  code: string,
  facts: RequestFacts,
  onSuccess: (tx: Tx, proof: CodeProof, at: Date) => Promise<void>,
): Promise<CodeProof> {
  const at = now();
  const note = (outcome: "wrong_code" | "locked") =>
    recordSignIn({ email: operator.email, outcome, operator, at }, facts);
  const attempt = await countAttempt("code", operator.id, facts.address, async (locked, seconds) => {
    await note("locked");
    if (locked === "account") await tellOfLock(operator.id, seconds);
  });
  const typed = code.replace(/\s/g, "");
  const proof = await inTransaction(async (tx) => {
    const accepted = await spendCode(tx, operator.id, typed, at);
    if (accepted) await onSuccess(tx, accepted, at);
    return accepted;
  });
  if (!proof) {
    await note("wrong_code");
    throw new AppError("unauthenticated", "governance.wrong_code");
  }
  await attempt.succeeded();
  return proof;
}

async function spendCode(tx: Tx, operatorId: string, typed: string, at: Date): Promise<CodeProof | null> {
  if (looksLikeRecoveryCode(typed)) {
    const left = await spendRecoveryCode(tx, operatorId, typed, at);
    return left === null ? null : { recoveryCodesLeft: left };
  }
  const operator = await tx.operator.findUnique({
    where: { id: operatorId },
    select: { totpSecret: true, totpEnrolledAt: true },
  });
  if (!operator?.totpSecret || !operator.totpEnrolledAt) return null;
  const window = windowOf(openSeed(operatorId, operator.totpSecret), typed);
  if (window === null) return null;
  // A code is accepted once, also when it arrives twice at the same moment.
  const { count } = await tx.operator.updateMany({
    where: {
      id: operatorId,
      OR: [{ totpLastWindow: null }, { totpLastWindow: { lt: window } }],
    },
    data: { totpLastWindow: window },
  });
  return count === 1 ? { recoveryCodesLeft: null } : null;
}
