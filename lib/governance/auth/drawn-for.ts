import { z } from "zod";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { AppError, conflict } from "@/lib/core/errors";
import { parseInput } from "@/lib/core/input";

/** Whom a page was drawn for, and the organization they worked in then. All tabs share one session, which may have moved on. */
export type DrawnFor = { operatorId: string; organizationId: string };

const schema = z.strictObject({ operatorId: z.uuid(), organizationId: z.uuid() });

/** What a page says of itself when it acts later. */
export const drawnFor = (caller: Caller): DrawnFor => ({
  operatorId: operatorOf(caller) ?? "",
  organizationId: caller.scope.organizationId,
});

/**
 * Lets a page act only as long as it is drawn for who and where the session is: what stands on a screen must not be done in the
 * name of somebody who signed in on another tab since, nor end up in an organization that was chosen there.
 * @throws unauthenticated (`governance.other_operator`), conflict (`governance.other_organization`).
 */
export function requireSame(page: DrawnFor, caller: Caller): void {
  const { operatorId, organizationId } = parseInput(schema, page);
  const current = drawnFor(caller);
  if (operatorId !== current.operatorId) throw new AppError("unauthenticated", "governance.other_operator");
  if (organizationId !== current.organizationId) throw conflict("governance.other_organization");
}
