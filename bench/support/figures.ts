/** Milliseconds each of `count` runs took, after some that only warm up. */
export async function timed(count: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  for (let index = 0; index < Math.min(20, count); index++) await run(index);
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const begun = performance.now();
    await run(index);
    taken.push(performance.now() - begun);
  }
  return taken;
}

/** The value `share` of all values stay at or below. @param share 0 to 1. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** One line of a report, figures right-aligned. */
export const line = (what: string, ...figures: string[]): void =>
  console.log(`${what.padEnd(44)}${figures.map((figure) => figure.padStart(16)).join("")}`);

export const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** Says whether a budget was kept, and makes the process fail when it was not. */
export function budget(what: string, kept: boolean): void {
  console.log(`${kept ? "kept  " : "MISSED"}  ${what}`);
  if (!kept) process.exitCode = 1;
}
