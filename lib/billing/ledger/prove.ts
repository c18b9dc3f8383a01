import {
  type Checked,
  checkAccounts,
  checkHolds,
  checkTransactions,
  checkWallets,
  type LedgerFault,
} from "@/lib/billing/ledger/checks";

/** The parts of a proof, in order, with how much one statement of each looks at. */
const parts = {
  accounts: { check: checkAccounts, most: 500 },
  wallets: { check: checkWallets, most: 5000 },
  holds: { check: checkHolds, most: 5000 },
  entries: { check: checkTransactions, most: 20_000 },
} satisfies Record<string, { check: (after: string | null, most: number) => Promise<Checked>; most: number }>;

export type ProofPart = keyof typeof parts;
export const proofParts = Object.keys(parts) as ProofPart[];

/** Where a proof stands. Null once it is through. */
export type ProofCursor = { part: ProofPart; after: string | null } | null;

export type Proved = {
  seen: Record<ProofPart, number>;
  faults: LedgerFault[];
  faultCount: number;
  next: ProofCursor;
};

/** Faults that are named; beyond, they are counted. */
export const namedFaults = 100;

export const nothingProved = (): Proved => ({
  seen: { accounts: 0, wallets: 0, holds: 0, entries: 0 },
  faults: [],
  faultCount: 0,
  next: { part: "accounts", after: null },
});

/**
 * Goes on with a proof for some seconds.
 * @param milliseconds after which no further statement is begun.
 * @returns what these statements saw, and where to go on.
 */
export async function proveSome(cursor: NonNullable<ProofCursor>, milliseconds: number): Promise<Proved> {
  const until = performance.now() + milliseconds;
  const proved: Proved = { ...nothingProved(), next: cursor };
  while (proved.next && performance.now() < until) {
    const { part, after }: NonNullable<ProofCursor> = proved.next;
    const { check, most } = parts[part];
    const { seen, faults, next } = await check(after, most);
    proved.seen[part] += seen;
    proved.faultCount += faults.length;
    proved.faults.push(...faults.slice(0, namedFaults - proved.faults.length));
    const following = proofParts[proofParts.indexOf(part) + 1];
    proved.next = next !== null ? { part, after: next } : following ? { part: following, after: null } : null;
  }
  return proved;
}

/** Two stretches of a proof as one. */
export const together = (one: Proved, other: Proved): Proved => ({
  seen: Object.fromEntries(
    proofParts.map((part) => [part, one.seen[part] + other.seen[part]]),
  ) as Proved["seen"],
  faults: [...one.faults, ...other.faults].slice(0, namedFaults),
  faultCount: one.faultCount + other.faultCount,
  next: other.next,
});
