type Act = { at: number; turn: number; run: () => Promise<void> };

/**
 * Things that happened, told in the order of their time whatever the order they were thought of; one may lead to others. The
 * ledger's accounts and everybody's numbers then go as they would have gone.
 */
export class Story {
  private readonly acts: Act[] = [];
  private turns = 0;

  /** @param until nothing later is told: it has not happened yet. */
  constructor(private readonly until: Date) {}

  /** @returns whether it lies in the past and will be told. */
  at(moment: Date, run: (moment: Date) => Promise<void>): boolean {
    if (moment > this.until) return false;
    this.acts.push({ at: moment.getTime(), turn: this.turns++, run: () => run(moment) });
    this.rise(this.acts.length - 1);
    return true;
  }

  async tell(): Promise<void> {
    for (let act = this.take(); act; act = this.take()) await act.run();
  }

  private before(one: number, other: number): boolean {
    const [left, right] = [this.acts[one]!, this.acts[other]!];
    return left.at < right.at || (left.at === right.at && left.turn < right.turn);
  }

  private swap(one: number, other: number): void {
    [this.acts[one], this.acts[other]] = [this.acts[other]!, this.acts[one]!];
  }

  private rise(from: number): void {
    for (let here = from; here > 0; ) {
      const parent = (here - 1) >> 1;
      if (!this.before(here, parent)) return;
      this.swap(here, parent);
      here = parent;
    }
  }

  private take(): Act | undefined {
    const first = this.acts[0];
    const last = this.acts.pop();
    if (first && last && this.acts.length > 0) {
      this.acts[0] = last;
      for (let here = 0; ; ) {
        const least = [2 * here + 1, 2 * here + 2]
          .filter((child) => child < this.acts.length)
          .reduce((best, child) => (this.before(child, best) ? child : best), here);
        if (least === here) break;
        this.swap(here, least);
        here = least;
      }
    }
    return first;
  }
}
