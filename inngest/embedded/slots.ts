/** A concurrency key of a run and how many calls may be under way with it. */
export interface Slot {
  key: string;
  limit: number;
}

/** @returns the queue group of everything that counts against the same slots; none for what is unlimited. */
export function groupOf(slots: Slot[]): string | undefined {
  return slots.length > 0 ? JSON.stringify(slots) : undefined;
}

/**
 * Counts calls under way by concurrency key. Memory is enough: the engine's lock makes this process the only one that
 * calls the app.
 */
export class Slots {
  private readonly used = new Map<string, number>();

  /** @returns whether a call of this group may start now. */
  free(group: string | undefined): boolean {
    return slotsIn(group).every(({ key, limit }) => (this.used.get(key) ?? 0) < limit);
  }

  take(group: string | undefined): void {
    for (const { key } of slotsIn(group)) this.used.set(key, (this.used.get(key) ?? 0) + 1);
  }

  release(group: string | undefined): void {
    for (const { key } of slotsIn(group)) {
      const left = (this.used.get(key) ?? 1) - 1;
      if (left > 0) this.used.set(key, left);
      else this.used.delete(key);
    }
  }
}

function slotsIn(group: string | undefined): Slot[] {
  return group ? (JSON.parse(group) as Slot[]) : [];
}
