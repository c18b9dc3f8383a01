import type { Logger } from "pino";
import type { App } from "./app";
import type { Registry } from "./functions";

const WHILE_THERE_MS = 15_000;
const WHILE_AWAY_MS = 500;

/** Keeps the engine's knowledge of the app current: asks what it serves, again when it was away, and regularly. */
export class Sync {
  /** Whether the app answered last time. Nothing is called while it does not. */
  present = false;
  /** Whether the app has said, since this process began, what it serves. */
  known = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly app: App,
    private readonly registry: Registry,
    private readonly changed: () => Promise<void>,
    private readonly log: Logger,
  ) {}

  start(): void {
    void this.ask();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** The app did not answer a call. */
  async missed(): Promise<void> {
    if (!this.present) return;
    await this.set(false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), WHILE_AWAY_MS);
  }

  /** Takes in what the app registered, by whichever way. */
  async learn(functions: unknown[]): Promise<boolean> {
    const modified = this.registry.replace(functions);
    this.known = true;
    if (modified) {
      this.log.info({ functions: this.registry.all().length }, "functions registered");
      for (const refusal of this.registry.refused) this.log.error(refusal, "function refused");
    }
    if (modified || !this.present) await this.set(true);
    return modified;
  }

  private ask(): Promise<void> {
    this.asking ??= this.askOnce().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async askOnce(): Promise<void> {
    try {
      await this.learn(await this.app.functions());
    } catch (error) {
      if (this.present) this.log.warn({ reason: (error as Error).message }, "the app is away");
      else this.log.debug({ reason: (error as Error).message }, "waiting for the app");
      await this.set(false);
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.ask(), this.present ? WHILE_THERE_MS : WHILE_AWAY_MS);
  }

  private async set(present: boolean): Promise<void> {
    this.present = present;
    await this.changed().catch((error: Error) =>
      this.log.warn({ err: error }, "could not take note of the app"),
    );
  }
}
