import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { inTransaction } from "@/lib/core/transaction";

type Waiting = {
  work: (tx: Tx) => Promise<unknown>;
  done: (result: never) => void;
  failed: (error: unknown) => void;
};

/** A transaction with more in it would keep others waiting too long. */
const most = 64;

const lines = new Map<string, Waiting[]>();

/**
 * Does work that would wait for other work on the same thing anyway: what comes while some is under way stands in line, and
 * goes into the next transaction together, so that one commit serves all of it. The promise is kept when that commit is.
 * @param on what it waits for; only work of this process meets here.
 * @param work is refused alone: what it throws makes the others of its transaction begin again, each in one of its own.
 * @param after done once at the end of each transaction with how much work is in it.
 */
export function inLine<T>(
  on: string,
  work: (tx: Tx) => Promise<T>,
  after: (tx: Tx, count: number) => Promise<void>,
  timeout: number,
): Promise<T> {
  return new Promise<T>((done, failed) => {
    const entry: Waiting = { work, done, failed };
    const line = lines.get(on);
    if (line) return void line.push(entry);
    lines.set(on, [entry]);
    void serve(on, after, timeout);
  });
}

async function serve(
  on: string,
  after: (tx: Tx, count: number) => Promise<void>,
  timeout: number,
): Promise<void> {
  const line = lines.get(on)!;
  while (line.length > 0) {
    const group = line.splice(0, most);
    try {
      await settle(group, after, timeout);
    } catch (error) {
      // A rule said no to one of them, and nothing was written. Anything else may have been: each is told.
      if (group.length === 1 || !(error instanceof AppError)) for (const { failed } of group) failed(error);
      else for (const entry of group) await settle([entry], after, timeout).catch(entry.failed);
    }
  }
  lines.delete(on);
}

async function settle(
  group: Waiting[],
  after: (tx: Tx, count: number) => Promise<void>,
  timeout: number,
): Promise<void> {
  const results = await inTransaction(async (tx) => {
    const made: unknown[] = [];
    for (const { work } of group) made.push(await work(tx));
    await after(tx, group.length);
    return made;
  }, timeout);
  for (const [index, { done }] of group.entries()) done(results[index] as never);
}
