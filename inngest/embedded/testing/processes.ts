import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { freePort } from "@/scripts/ports";
import { EVENT_KEY, SIGNING_KEY, until } from "./harness";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A TypeScript program of ours that can be killed and started again. */
export class Program {
  private child: ChildProcess | undefined;

  constructor(
    private readonly file: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  start(): void {
    this.child = spawn(process.execPath, ["--import", "tsx", this.file], {
      cwd: ROOT,
      env: this.env,
      stdio: ["ignore", "inherit", "inherit"],
    });
  }

  /** Ends the process and waits for its end. @returns its exit code, or null when a signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return exit;
  }
}

export interface Installation {
  app: Program;
  engine: Program;
  engineUrl: string;
  /** Waits until the engine knows the app. */
  ready(): Promise<void>;
}

/** The engine's real entry point and an app, each a process, over one database. */
export async function install(databaseUrl: string, appFile: string): Promise<Installation> {
  const [port, enginePort] = [await freePort(), await freePort()];
  const engineUrl = `http://127.0.0.1:${enginePort}/`;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
    FAIRLEAD_ENGINE_PORT: String(enginePort),
    INNGEST_BASE_URL: engineUrl,
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
  };
  return {
    app: new Program(appFile, env),
    engine: new Program("inngest/embedded/main.ts", env),
    engineUrl,
    ready: () => until(async () => (await fetch(`${engineUrl}health`)).ok, "the engine is ready", 30_000),
  };
}
