import type { RequestFacts } from "@/lib/core/http/request";
import { mailOperator } from "@/lib/governance/auth/account-mail";
import { type CodeProof, type Person, proveWithCode } from "@/lib/governance/auth/second-factor";
import { firstOrganization } from "@/lib/governance/sessions/choose-organization";
import { completeSession } from "@/lib/governance/sessions/complete";

/**
 * The second half of signing in: a code of the authenticator app, or a recovery code.
 * @param sessionId the session the password began.
 * @returns where the session begins to work, null when that is still to be chosen, and how many recovery codes are left.
 * @throws unauthenticated (`governance.wrong_code`, or the session ended), rate_limited.
 */
export async function passSecondFactor(
  sessionId: string,
  operator: Person,
  code: string,
  facts: RequestFacts,
): Promise<CodeProof & { organizationId: string | null }> {
  const arrival = {
    sessionId,
    operatorId: operator.id,
    organizationId: await firstOrganization(operator.id),
  };
  const proof = await proveWithCode(operator, code, facts, async (tx, { recoveryCodesLeft: left }, at) => {
    await completeSession(tx, arrival, facts, at);
    if (left !== null) await mailOperator(tx, operator.id, "recovery_code_used", at, { left });
  });
  return { ...proof, organizationId: arrival.organizationId };
}
