import { AsyncLocalStorage } from "node:async_hooks";

const fixed = new AsyncLocalStorage<() => Date>();

/** The current moment, in UTC, to the millisecond; whatever `withClock` says inside it. */
export const now = (): Date => fixed.getStore()?.() ?? new Date();

/**
 * Runs `body` with another clock.
 * @param clock a moment, or a function that gives one each time it is asked.
 */
export const withClock = <T>(clock: Date | (() => Date), body: () => T): T =>
  fixed.run(typeof clock === "function" ? clock : () => clock, body);

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;

/** The moment `milliseconds` after `from`. */
export const after = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);
