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

type Known = { hash: string; place: bigint };

class Walk {
  private expected: bigint;
  /**
   * Hashes and the places in the chain they belong to. While all is well it is one, that of the entry before. After a fault
   * there are several: where the strange entry stands and where it comes from, so that its innocent followers are not blamed.
   */
  private known: Known[];
  /** Entries out of place whose own place is not known yet. */
  private strangers: StoredEntry[] = [];
  private before: StoredEntry | null = null;

  constructor(
    private readonly seal: Seal,
    private readonly faults: Faults,
  ) {
    this.expected = seal.firstSequence;
    this.known = [{ hash: seal.previousHash, place: seal.firstSequence - 1n }];
  }

  /** @param claimants entries with the same number: one of them, or none, is the genuine one. */
  place(claimants: StoredEntry[]): void {
    const { sequence } = claimants[0]!;
    const gap = sequence! > this.expected;
    this.missingUpTo(sequence!);
    const follows = (entry: StoredEntry) =>
      // Nobody knows what the entry after a gap ought to follow.
      gap || this.placesOf(entry).includes(sequence!);
    const rightful =
      claimants.find((entry) => follows(entry) && isGenuine(entry)) ?? claimants.find(follows) ?? null;
    for (const entry of claimants) {
      const genuine = isGenuine(entry);
      if (entry === rightful) {
        if (!genuine) this.faults.add({ kind: "altered", ...named(entry) });
      } else if (claimants.length > 1) this.faults.add({ kind: "inserted", ...named(entry) });
      else this.faults.add({ kind: genuine ? "moved" : "altered", ...named(entry) });
    }
    if (rightful) {
      this.known = [{ hash: rightful.chainHash!, place: sequence! }];
      this.strangers = [];
    } else this.remember(claimants);
    this.before = claimants.at(-1)!;
    this.expected = sequence! + 1n;
  }

  end(): void {
    const gap = this.expected <= this.seal.lastSequence;
    this.missingUpTo(this.seal.lastSequence + 1n);
    if (!gap && !this.known.some((each) => each.hash === this.seal.lastHash))
      this.faults.add({ kind: "seal", sequence: this.seal.lastSequence.toString() });
  }

  private placesOf(entry: StoredEntry): bigint[] {
    return this.known
      .filter(({ hash }) => linksTo(entry.chainHash, hash, entry.digest))
      .map(({ place }) => place + 1n);
  }

  private remember(strangers: StoredEntry[]): void {
    const most = 16;
    this.strangers = [...this.strangers, ...strangers].slice(-most);
    const standing = strangers.map((entry) => ({ hash: entry.chainHash ?? "", place: entry.sequence! }));
    this.known = [...this.known, ...standing].slice(-most);
    // An entry whose place is found may tell the place of one met before it.
    for (const entry of this.strangers.toReversed())
      for (const place of this.placesOf(entry)) this.known.push({ hash: entry.chainHash!, place });
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
