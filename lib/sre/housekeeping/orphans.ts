import { after, days, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { storage } from "@/lib/core/storage/current";

/** A file is kept before the row that names it is written; after so long no row is coming any more. */
const rowComesWithin = days(1);
const lookedUpTogether = 500;

/**
 * Removes stored files that no row names: what was kept when a process died before its command was through. Nobody can ask for
 * them, and nothing else would ever take them away.
 * @returns how many files went.
 */
export async function removeOrphans(): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  for await (const key of storage().list(after(now(), -rowComesWithin))) {
    batch.push(key);
    if (batch.length < lookedUpTogether) continue;
    removed += await removeUnnamed(batch);
    batch = [];
  }
  return removed + (await removeUnnamed(batch));
}

async function removeUnnamed(keys: string[]): Promise<number> {
  const rows = await prisma.storedFile.findMany({
    where: { storageKey: { in: keys } },
    select: { storageKey: true },
  });
  const named = new Set(rows.map((row) => row.storageKey));
  const orphans = keys.filter((key) => !named.has(key));
  for (const key of orphans) await storage().delete(key);
  return orphans.length;
}
