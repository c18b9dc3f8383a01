import { type Caller, may } from "@/lib/core/caller";
import type { Tx } from "@/lib/core/db";
import type { LockedApproval } from "@/lib/governance/approvals/locked";
import { deedOf, personsBehind } from "@/lib/governance/approvals/persons";
import type { Case, Somebody } from "@/lib/governance/approvals/rules";

/** What the rules look at, of an approval and of whoever would act on it. @param path of the approval's organization. */
export async function caseOf(
  db: Pick<Tx, "serviceToken" | "approvalDecision">,
  approval: Pick<
    LockedApproval,
    | "id"
    | "state"
    | "steps"
    | "currentStep"
    | "expiresAt"
    | "unknownSince"
    | "decidedAt"
    | "requesterId"
    | "requesterToken"
  >,
  caller: Caller,
  path: string,
): Promise<{ about: Case; who: Somebody }> {
  const { requesterId, requesterToken } = approval;
  const decisions = await db.approvalDecision.findMany({
    where: { approvalId: approval.id },
    select: { operatorId: true, tokenId: true },
  });
  const deed = deedOf(caller);
  return {
    about: {
      ...approval,
      requesters: await personsBehind(db, [{ operatorId: requesterId, tokenId: requesterToken }]),
      deciders: await personsBehind(db, decisions),
    },
    who: {
      persons: await personsBehind(db, deed ? [deed] : []),
      narrowed: caller.actor.type === "token" && caller.actor.narrowed === true,
      holds: (permission) => may(caller, permission, path),
    },
  };
}
