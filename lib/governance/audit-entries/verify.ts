import { command } from "@/lib/core/command";
import type { Tx } from "@/lib/core/db";
import { object } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import { chainStart, pruneLock } from "@/lib/governance/audit-entries/chain";
import { checkSeal } from "@/lib/governance/audit-entries/check-seal";
import { Faults, type Verdict } from "@/lib/governance/audit-entries/faults";
import { isGenuine, named, strayEntries, unsealedEntries } from "@/lib/governance/audit-entries/stored-entry";

/** Faults that are named; beyond, they are counted. */
const namedFaults = 100;

/**
 * Recomputes the whole trail in bounded memory and names every entry that was altered, taken out, put in or moved. Entries not
 * yet sealed are checked one by one; the database lets none of those be deleted.
 */
export const verifyAuditEntries = command({
  name: "audit-entries.verify",
  permission: "governance.audit-entries.verify",
  approvable: false,
  input: object({}),
  scope: platformWide(),
  timeout: 3_600_000,
  async run({ tx, audit }) {
    const verdict = await verifyTrail(tx);
    const { checked, sealedUpTo, faultCount } = verdict;
    audit.change(null, { checked, sealedUpTo, faultCount });
    return verdict;
  },
});

/** @see verifyAuditEntries */
export async function verifyTrail(tx: Tx): Promise<Verdict> {
  // Pruning in the meantime would look like a theft.
  await tx.$queryRaw`select 1 from pg_advisory_xact_lock_shared(hashtext(${pruneLock}))`;
  const faults = new Faults(namedFaults);
  let [checked, sealedUpTo, hash] = [0, 0n, chainStart];
  for (;;) {
    const seals = await tx.auditSeal.findMany({
      where: { lastSequence: { gt: sealedUpTo } },
      orderBy: { lastSequence: "asc" },
      take: 500,
      select: {
        firstSequence: true,
        lastSequence: true,
        previousHash: true,
        lastHash: true,
        prunedAt: true,
      },
    });
    if (seals.length === 0) break;
    for (const seal of seals) {
      if (seal.firstSequence !== sealedUpTo + 1n || seal.previousHash !== hash)
        faults.add({ kind: "seal", sequence: seal.firstSequence.toString() });
      if (!seal.prunedAt) checked += await checkSeal(tx, seal, faults);
      [sealedUpTo, hash] = [seal.lastSequence, seal.lastHash];
    }
  }
  for (const entry of await strayEntries(tx)) {
    checked++;
    faults.add({ kind: "inserted", ...named(entry) });
  }
  let unsealed = 0;
  for await (const entry of unsealedEntries(tx)) {
    unsealed++;
    if (!isGenuine(entry)) faults.add({ kind: "altered", ...named(entry) });
  }
  return {
    checked: checked + unsealed,
    sealedUpTo: sealedUpTo.toString(),
    unsealed,
    faults: faults.kept,
    faultCount: faults.count,
  };
}
