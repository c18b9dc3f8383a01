import { command } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { bySystem, own } from "@/lib/core/scope";
import { chainLink, chainStart, sealLock } from "@/lib/governance/audit-entries/chain";

/** Entries one seal holds at most; one transaction stays short. */
export const sealSize = 1000;

/**
 * Seals the oldest entries that have no place in the chain yet: gives them the next numbers and running hashes. What a slow
 * transaction committed late simply comes into a later seal. Counted, not audited: an entry about sealing would need sealing.
 */
export const sealAuditEntries = command({
  name: "audit-entries.seal",
  permission: null,
  approvable: false,
  kind: "traffic",
  input: object({}),
  scope: bySystem(own()),
  async run({ tx, now }) {
    await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtext(${sealLock}))`;
    const entries = await tx.$queryRaw<{ id: string; createdAt: Date; digest: string }[]>`
      select id, created_at as "createdAt", digest from audit_entry
      where sequence is null order by created_at, id limit ${sealSize}`;
    if (entries.length === 0) return { sealed: 0, upTo: null, hash: null };
    const last = await tx.auditSeal.findFirst({
      orderBy: { lastSequence: "desc" },
      select: { lastSequence: true, lastHash: true },
    });
    const previousHash = last?.lastHash ?? chainStart;
    const firstSequence = (last?.lastSequence ?? 0n) + 1n;
    const hashes: string[] = [];
    for (const entry of entries) hashes.push(chainLink(hashes.at(-1) ?? previousHash, entry.digest));
    await tx.$executeRaw`
      update audit_entry set sequence = ${firstSequence} + sealed.place - 1, chain_hash = sealed.hash
      from unnest(
        ${entries.map((entry) => entry.id)}::uuid[],
        ${entries.map((entry) => entry.createdAt)}::timestamptz[],
        ${hashes}::text[]
      ) with ordinality as sealed(id, created_at, hash, place)
      where audit_entry.id = sealed.id and audit_entry.created_at = sealed.created_at`;
    const [lastSequence, lastHash] = [firstSequence + BigInt(entries.length) - 1n, hashes.at(-1)!];
    await tx.auditSeal.create({
      data: {
        firstSequence,
        lastSequence,
        previousHash,
        lastHash,
        newestEntryAt: new Date(Math.max(...entries.map((entry) => entry.createdAt.getTime()))),
        sealedAt: now,
      },
      select: { id: true },
    });
    return { sealed: entries.length, upTo: lastSequence.toString(), hash: lastHash };
  },
});
