import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { gone, signal } from "../processes";
import { lifeline, root } from "./environment";
import type { RunningNote } from "./running";

// A child that dies five times within a minute will not be better the sixth time.
const window = 60_000;
const tries = 5;

/** A server process that is started again when it dies, each time after a longer pause. */
export class Child {
  private process?: ChildProcess;
  private stopping = false;
  private readonly deaths: number[] = [];

  constructor(
    readonly name: string,
    private readonly args: string[],
    private readonly env: NodeJS.ProcessEnv,
    private readonly note: RunningNote,
    private readonly giveUp: (sentence: string) => void,
  ) {}

  start(): void {
    if (this.stopping) return;
    const child = spawn(process.execPath, ["--import", lifeline, ...this.args], {
      cwd: root,
      env: this.env,
      // In a process group of its own: Ctrl-C stops the servers in order, not all at once.
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    });
    this.process = child;
    child.once("error", (error) => this.died(error.message));
    child.once("exit", (code, killed) => this.died(killed ?? `code ${code}`));
    if (child.pid) this.note.add(this.name, child.pid);
  }

  private died(how: string): void {
    if (this.stopping || !this.process) return;
    this.process = undefined;
    const now = Date.now();
    this.deaths.push(now);
    const recent = this.deaths.filter((time) => now - time < window).length;
    if (recent >= tries) {
      this.giveUp(`The ${this.name} ended ${recent} times within a minute (last with ${how}): giving up.`);
      return;
    }
    const pause = 500 * 2 ** (recent - 1);
    console.error(`The ${this.name} ended with ${how}; it is started again in ${pause / 1000} s.`);
    void sleep(pause).then(() => this.start());
  }

  /** Asks the child to finish what it does and waits for its end. Safe to call twice. */
  async stop(): Promise<void> {
    this.stopping = true;
    const pid = this.process?.pid;
    if (pid === undefined) return;
    signal(pid, "SIGTERM");
    if (!(await gone(pid, 15_000))) {
      signal(pid, "SIGKILL");
      await gone(pid, 5_000);
    }
    // What the child itself started ends with it.
    signal(-pid, "SIGKILL");
  }
}
