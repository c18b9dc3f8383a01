import { sql } from "kysely";
import { type Caller, may, operatorOf } from "@/lib/core/caller";
import { type Resource, visible } from "@/lib/core/resource";
import { approvals, approvalsForMe } from "@/lib/governance/approvals/resource";

const count = async (resource: Resource, caller: Caller, mine: boolean): Promise<number> => {
  const row = await visible(resource, caller)
    .where(sql<boolean>`approval.state in ('pending', 'approved', 'executing', 'failed')`)
    .$if(mine, (query) => query.where(sql<boolean>`approval.requester_id = ${operatorOf(caller)}`))
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
};

/**
 * What is open: waiting for the caller's decision, asked for by the caller, and altogether. Open is what is neither done nor
 * refused: a failed execution can still be retried. Zero for what the caller may not see.
 */
export async function approvalCounts(caller: Caller): Promise<{ forMe: number; mine: number; all: number }> {
  const reads = may(caller, "governance.approvals.read");
  const [forMe, mine, all] = await Promise.all([
    may(caller, "governance.approvals.review") ? count(approvalsForMe, caller, false) : 0,
    reads ? count(approvals, caller, true) : 0,
    reads ? count(approvals, caller, false) : 0,
  ]);
  return { forMe, mine, all };
}
