import type { Step } from "@/lib/core/approval";
import { after } from "@/lib/core/clock";
import { AppError, conflict, forbidden } from "@/lib/core/errors";
import type { ApprovalState } from "@/lib/core/generated/prisma/enums";
import { executionLease } from "@/lib/governance/approvals/lease";

/** What the rules about an approval look at. */
export type Case = {
  state: ApprovalState;
  steps: readonly Step[];
  currentStep: number;
  expiresAt: Date;
  unknownSince: Date | null;
  /** When the last step was filled. */
  decidedAt: Date | null;
  /** Everybody behind the request, and behind the decisions so far (`personsBehind`). */
  requesters: ReadonlySet<string>;
  deciders: ReadonlySet<string>;
};

/** Somebody who would act on it. */
export type Somebody = {
  /** Everybody behind them; empty for the product itself, which decides nothing. */
  persons: ReadonlySet<string>;
  /** A token with a list of permissions, on which taking back what its operator asked for cannot stand. */
  narrowed?: boolean;
  /** Whether they hold a permission at the approval's organization. */
  holds(permission: string): boolean;
};

const wrongState = (state: string, action: string) => conflict("wrong_state", { state, action });

const meet = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  [...left].some((person) => right.has(person));

function lacks(who: Somebody, permission: string): AppError | null {
  return who.holds(permission) ? null : forbidden(permission);
}

/**
 * Why somebody may not fill the current step, by approving or rejecting; null when they may. The requester never does, and one
 * person never fills two steps (design section 4).
 */
export function obstacleToDecide(about: Case, who: Somebody, now: Date): AppError | null {
  if (about.state !== "pending") return wrongState(about.state, "approvals.approve");
  if (about.expiresAt <= now) return conflict("governance.approval_expired");
  if (who.persons.size === 0) return forbidden("governance.approvals.review");
  if (meet(who.persons, about.requesters)) return new AppError("forbidden", "governance.own_request");
  if (meet(who.persons, about.deciders)) return new AppError("forbidden", "governance.already_decided");
  return (
    lacks(who, "governance.approvals.review") ??
    lacks(who, about.steps[about.currentStep]?.permission ?? "governance.approvals.review")
  );
}

/** Why somebody may not take the request back; null when they may: the requester, or who reviews approvals. */
export function obstacleToCancel(about: Case, who: Somebody): AppError | null {
  if (about.state !== "pending") return wrongState(about.state, "approvals.cancel");
  const asked = meet(who.persons, about.requesters) && !who.narrowed;
  return asked ? null : lacks(who, "governance.approvals.review");
}

/** Whether it was approved and no run took it within the time an execution has: then something is broken (control-tower 5.4). */
export const isStuck = ({ state, decidedAt }: Pick<Case, "state" | "decidedAt">, now: Date): boolean =>
  state === "approved" && (decidedAt === null || after(decidedAt, executionLease) <= now);

/** Why somebody may not have it carried out again; null when they may (control-tower 5.4). */
export function obstacleToRetry(about: Case, who: Somebody, now: Date): AppError | null {
  if (about.state === "approved" && !isStuck(about, now)) return conflict("governance.about_to_execute");
  if (about.state !== "failed" && about.state !== "approved")
    return wrongState(about.state, "approvals.retry");
  return lacks(who, "governance.approvals.execute");
}

/** Why somebody may not say how a call to the outside ended whose answer was lost; null when they may. */
export function obstacleToSettle(about: Case, who: Somebody): AppError | null {
  if (about.state !== "executing" || !about.unknownSince) return wrongState(about.state, "approvals.settle");
  if (meet(who.persons, about.requesters)) return new AppError("forbidden", "governance.own_request");
  return lacks(who, "governance.approvals.execute");
}
