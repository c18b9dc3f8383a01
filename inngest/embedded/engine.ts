import type { Server } from "node:http";
import pg from "pg";
import type { Logger } from "pino";
import { Admission } from "./admission";
import { App } from "./app";
import { type Backoff, exponentialBackoff } from "./backoff";
import { Dispatcher } from "./dispatcher";
import { Registry } from "./functions";
import { Intake } from "./intake";
import { Owner } from "./owner";
import { type Job, Queue } from "./queue";
import { forgetExpired } from "./retention";
import { Runner } from "./runner";
import { Runs } from "./runs";
import { Schedule } from "./schedule";
import { createEngineSchema } from "./schema";
import { createEngineServer } from "./server";
import { isSigningKey } from "./signatures";
import { Sync } from "./sync";
import { enforce, wake } from "./timers";
import { type Database, transaction } from "./transaction";

const CLEAN_UP_EVERY_MS = 3_600_000;
const FINISH_WITHIN_MS = 8_000;
const LOOK_AT_SETTINGS_EVERY_MS = 3_000;

export interface EngineOptions {
  databaseUrl: string;
  /** The app's SDK endpoint, for example http://127.0.0.1:3000/api/inngest. */
  appUrl: string;
  /** Where the engine listens, on loopback; 0 lets the system choose. */
  port: number;
  eventKey: string;
  signingKey: string;
  /** Calls to the app under way at once; asked for again every few seconds. */
  concurrency?: (database: pg.Pool) => Promise<number>;
  backoff?: Backoff;
  log: Logger;
}

/** An Inngest server for one machine, over Postgres. */
export class Engine {
  private readonly pool: pg.Pool;
  private readonly queue: Queue;
  private readonly registry: Registry;
  private readonly runs: Runs;
  private readonly admission: Admission;
  private readonly intake: Intake;
  private readonly schedule: Schedule;
  private readonly app: App;
  private readonly runner: Runner;
  private readonly dispatcher: Dispatcher;
  private readonly sync: Sync;
  private readonly owner: Owner;
  private readonly server: Server;
  private readonly log: Logger;
  private owns = false;
  private stopping: Promise<void> | undefined;
  private cleaner: NodeJS.Timeout | undefined;
  private settings: NodeJS.Timeout | undefined;

  constructor(private readonly options: EngineOptions) {
    const { log, signingKey, eventKey } = options;
    if (!isSigningKey(signingKey)) {
      throw new Error(
        "INNGEST_SIGNING_KEY must be at least 32 hexadecimal digits after signkey-<environment>-.",
      );
    }
    this.log = log;
    this.pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: 10,
      application_name: "fairlead-engine",
    });
    this.pool.on("error", (error) => log.warn({ err: error }, "lost a database connection"));
    this.queue = new Queue(this.pool, log);
    this.registry = new Registry((cron) => this.queue.occurrences(cron, new Date(), 1));
    this.runs = new Runs(this.queue, this.registry);
    this.admission = new Admission(this.runs, this.queue);
    this.intake = new Intake(this.pool, this.registry, this.runs, this.admission);
    this.schedule = new Schedule(this.pool, this.queue, this.registry, this.runs, this.intake);
    this.app = new App(new URL(options.appUrl), signingKey);
    this.runner = new Runner(
      this.pool,
      this.queue,
      this.runs,
      this.registry,
      this.app,
      options.backoff ?? exponentialBackoff,
      log,
    );
    this.dispatcher = new Dispatcher(this.queue, (job) => this.perform(job), log);
    this.sync = new Sync(this.app, this.registry, () => this.appChanged(), log);
    this.owner = new Owner(
      options.databaseUrl,
      () => this.begin(),
      () => this.pause(),
      log,
    );
    this.server = createEngineServer({
      pool: this.pool,
      queue: this.queue,
      runs: this.runs,
      intake: this.intake,
      registry: this.registry,
      sync: this.sync,
      eventKey,
      signingKey,
      owns: () => this.owns,
      poke: () => this.dispatcher.poke(),
      log,
    });
  }

  /**
   * Makes the engine's tables, listens, and starts to work as soon as no other engine does and the app answers.
   * @returns the port.
   */
  async start(): Promise<number> {
    await createEngineSchema(this.pool);
    await this.queue.start();
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(this.options.port, "127.0.0.1", resolve);
    });
    await this.lookAtSettings();
    this.settings = setInterval(() => void this.lookAtSettings(), LOOK_AT_SETTINGS_EVERY_MS);
    this.owner.start();
    this.sync.start();
    this.cleaner = setInterval(() => void this.cleanUp(), CLEAN_UP_EVERY_MS);
    const address = this.server.address();
    return typeof address === "object" && address ? address.port : this.options.port;
  }

  /** Takes nothing more, waits some seconds for calls under way, and leaves the rest to the next engine. Safe to call twice. */
  stop(): Promise<void> {
    this.stopping ??= this.stopOnce();
    return this.stopping;
  }

  private async stopOnce(): Promise<void> {
    clearInterval(this.cleaner);
    clearInterval(this.settings);
    this.sync.stop();
    this.dispatcher.setOpen(false);
    // Steps under way may still send events, so the door stays open until they are done.
    await this.dispatcher.drain(FINISH_WITHIN_MS);
    this.server.close();
    this.server.closeAllConnections();
    this.app.close();
    await this.queue.stop();
    await this.owner.stop();
    await this.pool.end();
  }

  private async begin(): Promise<void> {
    const reclaimed = await this.queue.reclaim(this.dispatcher.held());
    this.owns = true;
    this.log.info({ reclaimed }, "this process is the engine");
    await this.appChanged();
    void this.cleanUp();
  }

  private pause(): void {
    this.owns = false;
    this.dispatcher.setOpen(false);
    this.log.warn("the engine's lock was lost");
  }

  private async appChanged(): Promise<void> {
    const ready = this.owns && this.sync.present;
    if (ready) await this.schedule.arm(new Date());
    this.dispatcher.setOpen(ready);
  }

  private async perform(job: Job): Promise<void> {
    const { work } = job;
    if (work.kind === "call") {
      if (!(await this.runner.call(job, work))) await this.sync.missed();
      return;
    }
    await transaction(this.pool, async (tx) => {
      if (await this.queue.finish(tx, job)) await this.performIn(tx, work);
    });
  }

  private async performIn(tx: Database, work: Exclude<Job["work"], { kind: "call" }>): Promise<void> {
    switch (work.kind) {
      case "wake":
        return wake(tx, this.runs, work);
      case "tick":
        return this.schedule.tick(tx, work, new Date());
      case "settle":
        return this.admission.settle(tx, this.registry.get(work.functionId), work.functionId, work.key);
      case "announce":
        return this.intake.receiveIn(tx, [work.event]);
      case "deadline":
        return enforce(tx, this.runs, work);
    }
  }

  private async lookAtSettings(): Promise<void> {
    try {
      const allowed = await this.options.concurrency?.(this.pool);
      if (allowed !== undefined) this.dispatcher.allow(allowed);
    } catch (error) {
      this.log.warn({ err: error }, "settings could not be read");
    }
  }

  private async cleanUp(): Promise<void> {
    if (!this.owns) return;
    await forgetExpired(this.pool).catch((error: Error) => this.log.warn({ err: error }, "clean-up failed"));
  }
}
