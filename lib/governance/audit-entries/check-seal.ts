import type { Tx } from "@/lib/core/db";
import { linksTo } from "@/lib/governance/audit-entries/chain";
import type { Faults } from "@/lib/governance/audit-entries/faults";
import {
  isGenuine,
  named,
  type StoredEntry,
  sealedEntries,
} from "@/lib/governance/audit-entries/stored-entry";

export type Seal = { firstSequence: bigint; lastSequence: bigint; previousHash: string; lastHash: string };

/**
 * Walks the entries of one seal in the order of the chain and names what is wrong.
 * @returns how many entries it holds now.
 */
export async function checkSeal(tx: Tx, seal: Seal, faults: Faults): Promise<number> {
  const walk = new Walk(seal, faults);
  let [checked, same] = [0, [] as StoredEntry[]];
  for await (const entry of sealedEntries(tx, seal.firstSequence, seal.lastSequence)) {
    checked++;
    if (same[0] && same[0].sequence !== entry.sequence) {
      walk.place(same);
      same = [];
    }
    same.push(entry);
  }
  if (same.length > 0) walk.place(same);
  walk.end();
  return checked;
}

class Walk {
  private expected: bigint;
  /**
   * Hashes the next entry may follow. After a fault both what stands there and what ought to are possible, so that one wrong
   * entry does not make all its innocent followers look wrong.
   */
  private previous: string[];
  private before: StoredEntry | null = null;

  constructor(
    private readonly seal: Seal,
    private readonly faults: Faults,
  ) {
    this.expected = seal.firstSequence;
    this.previous = [seal.previousHash];
  }

  /** @param claimants entries with the same number: one of them, or none, is the genuine one. */
  place(claimants: StoredEntry[]): void {
    const { sequence } = claimants[0]!;
    const gap = sequence! > this.expected;
    this.missingUpTo(sequence!);
    const follows = (entry: StoredEntry) =>
      // Nobody knows what the entry after a gap ought to follow.
      gap || this.previous.some((hash) => linksTo(entry.chainHash, hash, entry.digest));
    const rightful =
      claimants.find((entry) => follows(entry) && isGenuine(entry)) ?? claimants.find(follows) ?? null;
    for (const entry of claimants) {
      const genuine = isGenuine(entry);
      if (entry === rightful) {
        if (!genuine) this.faults.add({ kind: "altered", ...named(entry) });
      } else if (claimants.length > 1) this.faults.add({ kind: "inserted", ...named(entry) });
      else this.faults.add({ kind: genuine ? "moved" : "altered", ...named(entry) });
    }
    this.previous = rightful
      ? [rightful.chainHash!]
      : [...this.previous.slice(-8), ...claimants.flatMap((entry) => entry.chainHash ?? [])];
    this.before = claimants.at(-1)!;
    this.expected = sequence! + 1n;
  }

  end(): void {
    const gap = this.expected <= this.seal.lastSequence;
    this.missingUpTo(this.seal.lastSequence + 1n);
    if (!gap && !this.previous.includes(this.seal.lastHash))
      this.faults.add({ kind: "seal", sequence: this.seal.lastSequence.toString() });
  }

  private missingUpTo(sequence: bigint): void {
    for (; this.expected < sequence; this.expected++)
      this.faults.add({
        kind: "missing",
        sequence: this.expected.toString(),
        at: this.before?.createdAt.toISOString() ?? null,
      });
  }
}
