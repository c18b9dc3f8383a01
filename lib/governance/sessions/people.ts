import { sql } from "kysely";
import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { scopeCondition } from "@/lib/core/resource";
import { sessions } from "@/lib/governance/sessions/resource";

/**
 * How many people used the console since a moment, each once (admin-prd 2).
 * @param since ISO 8601.
 * @throws forbidden.
 */
export async function peopleSince(since: string, caller: Caller): Promise<number> {
  demand(caller, "governance.sessions.read");
  const { rows } = await sql<{ people: number }>`
    select count(distinct session.operator_id)::int as people
    from session join operator on operator.id = session.operator_id
    where session.last_seen_at >= ${since}::timestamptz and session.second_factor_at is not null
      and ${scopeCondition(sessions, caller) ?? sql<boolean>`true`}`.execute(kysely);
  return rows[0]?.people ?? 0;
}
