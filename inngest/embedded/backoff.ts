const FIRST_MS = 5_000;
const FACTOR = 3;
const LONGEST_MS = 3_600_000;
const JITTER = 0.2;

export type Backoff = (attempt: number) => number;

/**
 * How long to wait before trying again: 5 s, 15 s, 45 s, … at most an hour, each up to a fifth longer so that what
 * failed together does not come back together.
 * @param attempt the attempt that failed, counted from 0.
 * @returns milliseconds.
 */
export function exponentialBackoff(attempt: number, random: () => number = Math.random): number {
  const delay = Math.min(FIRST_MS * FACTOR ** attempt, LONGEST_MS);
  return Math.round(delay * (1 + JITTER * random()));
}
