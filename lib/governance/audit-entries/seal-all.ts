import { perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { systemCaller } from "@/lib/core/system";
import { sealAuditEntries, sealSize } from "@/lib/governance/audit-entries/seal";

/**
 * Seals what is unsealed, one seal after the other.
 * @param most seals made before giving way; the next run goes on.
 * @returns how many entries were sealed.
 */
export async function sealUnsealed(most = 100): Promise<number> {
  const waiting = await kysely
    .selectFrom("audit_entry")
    .select("id")
    .where("sequence", "is", null)
    .limit(1)
    .executeTakeFirst();
  if (!waiting) return 0;
  const caller = await systemCaller("seal-audit");
  let total = 0;
  for (let seal = 0; seal < most; seal++) {
    const { sealed, upTo, hash } = await perform(sealAuditEntries, {}, caller);
    total += sealed;
    // What left the database: who cuts off the trail's end and its seals together cannot take this back.
    if (sealed > 0) log().info({ upTo, hash }, "audit trail sealed");
    if (sealed < sealSize) break;
  }
  return total;
}
