import { sql } from "kysely";
import { now } from "@/lib/core/clock";
import { kysely } from "@/lib/core/db";

/** A rule that has something to do. */
export type DueRule = { autoRechargeId: string; organizationId: string };

/**
 * Rules whose wallet ran low and whose next step is due, and those whose wallet has recovered since its owner was told.
 * Those that wait for a charge, or for the time of notice, are left in peace.
 * @param limit at most so many; the longest untouched first.
 */
export const dueRules = (limit: number): Promise<DueRule[]> =>
  kysely
    .selectFrom("auto_recharge as rule")
    .innerJoin("ledger_account as cash", (join) =>
      join.onRef("cash.wallet_id", "=", "rule.wallet_id").on("cash.kind", "=", "wallet_cash"),
    )
    .leftJoin("top_up as last", "last.id", "rule.last_top_up_id")
    .select(["rule.id as autoRechargeId", "rule.organization_id as organizationId"])
    .where("rule.state", "=", "active")
    .where(
      sql<boolean>`(last.id is null or last.state not in ('pending', 'in_review')
        and not (last.state = 'locked' and last.credited_at is null))`,
    )
    .where(
      sql<boolean>`case when cash.balance - cash.held < rule.threshold
        then rule.next_attempt_at is null or rule.next_attempt_at <= ${now()}
        else rule.noticed_at is not null end`,
    )
    .orderBy("rule.updated_at")
    .limit(limit)
    .execute();
