import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { signal } from "../processes";
import { lifeline, root } from "../start/environment";

export interface Count {
  passed: number;
  failed: number;
}

let current: ChildProcess | undefined;

/** Runs a script of an installed package on this Node; nothing it started outlives it. */
export async function runTool(args: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn(process.execPath, ["--import", lifeline, ...args], {
    cwd: root,
    env: { ...env, FAIRLEAD_STARTER: String(process.pid) },
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  current = child;
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", resolve);
  });
  current = undefined;
  if (child.pid) signal(-child.pid, "SIGKILL");
  return code === 0;
}

/** Ends the tool under way. */
export function stopTool(): void {
  if (current?.pid) signal(-current.pid, "SIGTERM");
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Counts the tests in vitest's JSON report; a file that could not be loaded counts as one failure. */
export function countVitest(report: string, succeeded: boolean): Count {
  const facts = read<VitestReport>(report);
  if (!facts) return { passed: 0, failed: 1 };
  const broken = facts.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return counted(facts.numPassedTests, facts.numFailedTests + broken.length, succeeded);
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** Counts the tests in Playwright's JSON report; an error outside of a test counts as one failure. */
export function countPlaywright(report: string, succeeded: boolean): Count {
  const facts = read<PlaywrightReport>(report);
  if (!facts) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = facts.stats;
  return counted(expected + flaky, unexpected + facts.errors.length, succeeded);
}

// A tool that failed without a failed test (no tests at all, an unhandled error) has not passed.
function counted(passed: number, failed: number, succeeded: boolean): Count {
  return { passed, failed: succeeded ? failed : Math.max(failed, 1) };
}

function read<T>(report: string): T | undefined {
  if (!existsSync(report)) return undefined;
  const facts = JSON.parse(readFileSync(report, "utf8")) as T;
  rmSync(report);
  return facts;
}
