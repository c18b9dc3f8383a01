import { digestText, type SealedFields, sealedFields } from "@/lib/core/audit";
import { digestMatches } from "@/lib/core/crypto/keyring";
import { prisma, type Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";
import type { Fault } from "@/lib/governance/audit-entries/faults";

/** An entry as the database holds it now. */
export type StoredEntry = SealedFields & {
  digest: string;
  sequence: bigint | null;
  chainHash: string | null;
};

const chunk = 1000;

const storedFields = [...sealedFields, "digest", "sequence", "chainHash"] as const;

/** Every field of an entry, for a query over `audit_entry`. */
const columns = Prisma.raw(
  storedFields
    .map((field) => `${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} as "${field}"`)
    .join(", ")
    .replace("actor_type", "actor_type::text"),
);

/** One entry as it is stored, or null. */
export async function storedEntry(id: string): Promise<StoredEntry | null> {
  const rows = await prisma.$queryRaw<StoredEntry[]>`
    select ${columns} from audit_entry where id = ${id}::uuid limit 1`;
  return rows[0] ?? null;
}

/** Sealed entries from `first` to `last` in the order of the chain, a thousand in memory at a time. */
export async function* sealedEntries(tx: Tx, first: bigint, last: bigint): AsyncGenerator<StoredEntry> {
  let [sequence, id] = [first - 1n, "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  for (;;) {
    const rows = await tx.$queryRaw<StoredEntry[]>`
      select ${columns} from audit_entry
      where sequence between ${first} and ${last} and (sequence, id) > (${sequence}, ${id}::uuid)
      order by sequence, id limit ${chunk}`;
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < chunk) return;
    [sequence, id] = [end.sequence!, end.id];
  }
}

/** Entries without a place in the chain, oldest first. */
export async function* unsealedEntries(tx: Tx): AsyncGenerator<StoredEntry> {
  let [createdAt, id] = [new Date(-8_640_000_000_000), "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const rows = await tx.$queryRaw<StoredEntry[]>`
      select ${columns} from audit_entry
      where sequence is null and (created_at, id) > (${createdAt}, ${id}::uuid)
      order by created_at, id limit ${chunk}`;
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < chunk) return;
    [createdAt, id] = [end.createdAt, end.id];
  }
}

/** Numbered entries that no seal speaks for. */
export const strayEntries = (tx: Tx): Promise<StoredEntry[]> => tx.$queryRaw<StoredEntry[]>`
  select ${columns} from audit_entry
  where sequence is not null
    and (sequence < coalesce((select min(first_sequence) from audit_seal where pruned_at is null), 0)
      or sequence > coalesce((select max(last_sequence) from audit_seal), 0)
      or sequence <= coalesce((select max(last_sequence) from audit_seal where pruned_at is not null), 0))
  order by sequence, id limit ${chunk}`;

/** Whether an entry still says what was written. */
export const isGenuine = (entry: StoredEntry): boolean => digestMatches(digestText(entry), entry.digest);

export const named = (entry: StoredEntry): Omit<Fault, "kind"> => ({
  sequence: entry.sequence?.toString() ?? null,
  id: entry.id,
  at: entry.createdAt.toISOString(),
  action: entry.action,
});
