/**
 * What is wrong with the trail.
 * - altered: the entry does not say what was written.
 * - inserted: it stands where the chain has no place for it.
 * - moved: it is genuine but not in its place.
 * - missing: its place in the chain is empty.
 * - seal: the seal itself was changed or taken away.
 */
export type Fault = {
  kind: "altered" | "inserted" | "moved" | "missing" | "seal";
  sequence: string | null;
  id: string | null;
  /** When the entry was made; for a missing one, that of the entry before it. ISO 8601. */
  at: string | null;
  action: string | null;
};

export type Verdict = {
  /** Entries looked at, sealed and unsealed. */
  checked: number;
  /** Number of the newest sealed entry, "0" when none is sealed. */
  sealedUpTo: string;
  unsealed: number;
  faults: Fault[];
  faultCount: number;
};

/** Collects faults; keeps the first so many and counts the rest. */
export class Faults {
  readonly kept: Fault[] = [];
  count = 0;

  constructor(private readonly most: number) {}

  add(fault: Partial<Fault> & Pick<Fault, "kind">): void {
    this.count++;
    if (this.kept.length < this.most)
      this.kept.push({ sequence: null, id: null, at: null, action: null, ...fault });
  }
}
