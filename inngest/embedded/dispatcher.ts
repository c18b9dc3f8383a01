import type { Logger } from "pino";
import type { Job, Queue } from "./queue";
import { Slots } from "./slots";
import { patiently } from "./transaction";

const POLL_MS = 500;
/** Claimed jobs that may wait in memory for their concurrency key before nothing more is claimed. */
const PARKED_MAX = 1_000;

/**
 * Takes due work from the queue and has it done, no more than so much at once and, for each concurrency key, no more
 * than its limit. What is claimed but not allowed to start yet is parked, and its group left in the queue.
 */
export class Dispatcher {
  private readonly slots = new Slots();
  private readonly running = new Map<string, { job: Job; done: Promise<void> }>();
  private parked: Job[] = [];
  private open = false;
  private pumping = false;
  private poked = false;
  private timer: NodeJS.Timeout | undefined;
  private concurrency = 16;

  constructor(
    private readonly queue: Queue,
    private readonly perform: (job: Job) => Promise<void>,
    private readonly log: Logger,
  ) {}

  /** How much may be under way at once from now on; what is under way goes on. */
  allow(concurrency: number): void {
    const more = concurrency > this.concurrency;
    this.concurrency = concurrency;
    if (more) this.poke();
  }

  /** Everything claimed by this process. */
  held(): Job[] {
    return [...this.running.values()].map(({ job }) => job).concat(this.parked);
  }

  /** Starts taking work, or stops; what is under way goes on. */
  setOpen(open: boolean): void {
    if (this.open === open) return;
    this.open = open;
    clearInterval(this.timer);
    if (!open) return;
    this.timer = setInterval(() => this.poke(), POLL_MS);
    this.poke();
  }

  /** There may be something to do: look now instead of at the next poll. */
  poke(): void {
    this.poked = true;
    if (!this.pumping) void this.pump();
  }

  /** Waits for what is under way, at most so long. */
  async drain(ms: number): Promise<void> {
    const all = Promise.all([...this.running.values()].map(({ done }) => done));
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
  }

  private async pump(): Promise<void> {
    this.pumping = true;
    try {
      while (this.open && this.poked) {
        this.poked = false;
        await this.fill();
      }
    } catch (error) {
      this.log.warn({ err: error }, "no work could be taken");
    } finally {
      this.pumping = false;
    }
  }

  private async fill(): Promise<void> {
    this.unpark();
    for (;;) {
      const free = this.concurrency - this.running.size;
      if (!this.open || free <= 0 || this.parked.length >= PARKED_MAX) return;
      const jobs = await this.queue.take(free, this.fullGroups());
      for (const job of jobs) this.accept(job);
      if (jobs.length < free) return;
    }
  }

  private unpark(): void {
    const waiting = this.parked;
    this.parked = [];
    for (const job of waiting) this.accept(job);
  }

  private accept(job: Job): void {
    if (this.running.size >= this.concurrency || !this.slots.free(job.group)) {
      this.parked.push(job);
      return;
    }
    this.slots.take(job.group);
    this.running.set(job.id, { job, done: this.run(job) });
  }

  private async run(job: Job): Promise<void> {
    try {
      await patiently(this.log, () => this.perform(job));
    } catch (error) {
      // Left claimed, so that it is not done over and over; the next start of the engine takes it up again.
      this.log.error({ err: error, work: job.work }, "work could not be done");
    }
    this.running.delete(job.id);
    this.slots.release(job.group);
    this.poke();
  }

  private fullGroups(): string[] {
    const groups = new Set(this.held().flatMap((job) => (job.group ? [job.group] : [])));
    const parked = new Set(this.parked.map((job) => job.group));
    return [...groups].filter((group) => parked.has(group) || !this.slots.free(group));
  }
}
