import { z } from "zod";
import { after, days, now } from "@/lib/core/clock";
import { command, perform } from "@/lib/core/command";
import { kysely } from "@/lib/core/db";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";
import { pruneLock } from "@/lib/governance/audit-entries/chain";
import { setting } from "@/lib/settings/settings/read";

const sealsAtOnce = 20;

/**
 * Removes the entries of the oldest seals whose newest entry is older than `before`. Whole seals only, in order, and never what
 * is not sealed; the seals stay, so that the rest still verifies (admin-prd 14).
 */
export const pruneAuditEntries = command({
  name: "audit-entries.prune",
  permission: null,
  approvable: false,
  input: object({ before: z.iso.datetime() }),
  scope: bySystem(platformWide()),
  timeout: 300_000,
  async run({ input, tx, audit, now }) {
    await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtext(${pruneLock}))`;
    const oldest = await tx.auditSeal.findMany({
      where: { prunedAt: null },
      orderBy: { lastSequence: "asc" },
      take: sealsAtOnce,
      select: { id: true, firstSequence: true, lastSequence: true, newestEntryAt: true },
    });
    const kept = oldest.findIndex((seal) => seal.newestEntryAt >= new Date(input.before));
    const seals = kept === -1 ? oldest : oldest.slice(0, kept);
    const [first, last] = [seals[0], seals.at(-1)];
    if (!first || !last) return { seals: 0, entries: 0 };
    const { count } = await tx.auditEntry.deleteMany({
      where: { sequence: { gte: first.firstSequence, lte: last.lastSequence } },
    });
    await tx.auditSeal.updateMany({
      where: { id: { in: seals.map((seal) => seal.id) } },
      data: { prunedAt: now },
    });
    audit.change(
      { entries: count, from: first.firstSequence.toString(), to: last.lastSequence.toString() },
      { entries: 0 },
    );
    return { seals: seals.length, entries: count };
  },
});

/**
 * Removes what the setting `audit.retentionDays` no longer keeps.
 * @returns how many entries; nothing while the setting is 0.
 */
export async function pruneOldEntries(): Promise<number> {
  const { retentionDays } = await setting("audit");
  if (retentionDays === 0) return 0;
  const before = after(now(), -days(retentionDays));
  let total = 0;
  while (await isDue(before)) {
    const { seals, entries } = await perform(
      pruneAuditEntries,
      { before: before.toISOString() },
      await systemCaller("prune-audit"),
    );
    total += entries;
    if (seals === 0) break;
  }
  return total;
}

async function isDue(before: Date): Promise<boolean> {
  const oldest = await kysely
    .selectFrom("audit_seal")
    .select("newest_entry_at")
    .where("pruned_at", "is", null)
    .orderBy("last_sequence")
    .limit(1)
    .executeTakeFirst();
  return oldest !== undefined && oldest.newest_entry_at < before;
}
