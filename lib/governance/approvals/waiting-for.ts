import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";

const anyOf = (conditions: RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;

/**
 * The condition on `approval` joined with its `organization` that leaves what the caller can decide next: pending, not their own
 * request, no earlier step of theirs, and the permission of the current step is theirs where the approval belongs.
 */
export function waitingFor(caller: Caller): RawBuilder<SqlBool> {
  const operatorId = operatorOf(caller);
  if (!operatorId) return sql`false`;
  const reviews = caller.grants
    .filter((grant) => grant.permissions.has("governance.approvals.review"))
    .map((grant) => sql<SqlBool>`organization.path <@ ${grant.path}::ltree`);
  const holdsStep = caller.grants
    .filter((grant) => grant.permissions.size > 0)
    .map(
      (grant) => sql<SqlBool>`(organization.path <@ ${grant.path}::ltree
        and approval.steps -> approval.current_step ->> 'permission' = any(${[...grant.permissions]}::text[]))`,
    );
  return sql`(approval.state = 'pending' and approval.expires_at > ${now()}
    and approval.requester_id <> ${operatorId}
    and not exists (select 1 from approval_decision
      where approval_decision.approval_id = approval.id and approval_decision.operator_id = ${operatorId})
    and ${anyOf(reviews)} and ${anyOf(holdsStep)})`;
}
