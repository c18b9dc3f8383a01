import type { Caller } from "@/lib/core/caller";
import { AppError } from "@/lib/core/errors";

/**
 * The operator who is signed in themselves: a service token must not change the account it belongs to.
 * @throws forbidden (`governance.person_only`).
 */
export function requirePerson(caller: Caller): { operatorId: string; sessionId: string } {
  const { actor } = caller;
  if (actor.type !== "operator" || actor.sessionId === null)
    throw new AppError("forbidden", "governance.person_only");
  return { operatorId: actor.operatorId, sessionId: actor.sessionId };
}
