import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { systemCaller } from "@/lib/core/system";
import { expireApproval } from "@/lib/governance/approvals/expire";

/** Ends up to 200 approvals that ran out of time. @returns how many. */
export async function sweepApprovals(): Promise<number> {
  const at = now();
  const due = await kysely
    .selectFrom("approval")
    .select("id")
    .where((where) =>
      where.or([
        where.and([where("state", "=", "pending"), where("expires_at", "<=", at)]),
        where.and([where("state", "=", "executing"), where("lease_until", "<=", at)]),
      ]),
    )
    .orderBy("created_at")
    .limit(200)
    .execute();
  if (due.length === 0) return 0;
  const caller = await systemCaller("expire-approvals");
  let ended = 0;
  for (const { id } of due) {
    try {
      await perform(expireApproval, { approvalId: id }, caller);
      ended++;
    } catch (error) {
      // Somebody decided, or the run ended, in the meantime.
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
    }
  }
  return ended;
}
