import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { visible } from "@/lib/core/resource";
import { approvals } from "@/lib/governance/approvals/resource";

export type OpenApproval = {
  id: string;
  number: string;
  command: string;
  state: "pending" | "approved" | "executing";
  requester: string;
};

/**
 * What is asked for about a record and neither done nor over, oldest first, at most ten.
 * @throws forbidden without governance.approvals.read.
 */
export async function openApprovalsOf(
  caller: Caller,
  target: { type: string; id: string },
): Promise<OpenApproval[]> {
  return visible(approvals, caller)
    .select([
      sql<string>`approval.id`.as("id"),
      sql<string>`approval.number`.as("number"),
      sql<string>`approval.command`.as("command"),
      sql<OpenApproval["state"]>`approval.state`.as("state"),
      sql<string>`requester.name`.as("requester"),
    ])
    .where(sql<boolean>`approval.target_type = ${target.type} and approval.target_id = ${target.id}`)
    .where(sql<boolean>`approval.state in ('pending', 'approved', 'executing')`)
    .where(sql<boolean>`(approval.state <> 'pending' or approval.expires_at > ${now()})`)
    .orderBy(sql`approval.created_at`)
    .limit(10)
    .execute();
}
