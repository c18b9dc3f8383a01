import { AppError, forbidden } from "@/lib/core/errors";
import { covers, type Scope } from "@/lib/core/scope";

/** Who acts. A token acts on the authority of the operator it belongs to. */
export type Actor =
  | { type: "operator"; operatorId: string; label: string; sessionId: string | null }
  | {
      type: "token";
      operatorId: string;
      label: string;
      tokenId: string;
      /** It has a list of permissions: what its operator may do without any is not on it. */
      narrowed?: boolean;
    }
  | { type: "system"; label: string };

/** Permissions held at an organization and everything below it. */
export type Grant = { path: string; permissions: ReadonlySet<string> };

/** Everything the kernel knows about a request, worked out once at the door. */
export type Caller = {
  actor: Actor;
  scope: Scope;
  grants: Grant[];
  requestId: string;
  address: string | null;
  userAgent: string | null;
  locale: "en" | "zh";
  /** When the operator last proved themselves again (step-up); null when never. */
  steppedUpAt: Date | null;
  idempotencyKey?: string;
  /** The approval being carried out. Set by its executor only. */
  approvalId?: string;
};

/** Whether the caller holds `permission` at the organization at `path`. */
export function may(caller: Caller, permission: string, path: string = caller.scope.path): boolean {
  if (caller.actor.type === "system") return true;
  return caller.grants.some((grant) => covers(path, grant.path) && grant.permissions.has(permission));
}

/** Everything the caller may do at the organization at `path`. */
export function permissionsAt(caller: Caller, path: string = caller.scope.path): Set<string> {
  return new Set(
    caller.grants.filter((grant) => covers(path, grant.path)).flatMap((grant) => [...grant.permissions]),
  );
}

/** @throws forbidden when the caller lacks `permission` at the organization at `path`. */
export function demand(caller: Caller, permission: string, path: string = caller.scope.path): void {
  if (!may(caller, permission, path)) throw forbidden(permission);
}

/** @throws forbidden when the caller is a token with a list of permissions, on which what is its operator's own cannot stand. */
export function demandOwn(caller: Caller): void {
  if (caller.actor.type === "token" && caller.actor.narrowed)
    throw new AppError("forbidden", "token_narrowed");
}

/** The operator behind the caller, or null for the system. */
export const operatorOf = (caller: Caller): string | null =>
  caller.actor.type === "system" ? null : caller.actor.operatorId;
