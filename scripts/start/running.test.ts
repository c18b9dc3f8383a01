import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { alive, birthOf } from "../processes";
import { RunningNote } from "./running";

let folder: string;
const quiet = () => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-running-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = () => join(folder, "running.json");

function sleeper(): number {
  const child = spawn(process.execPath, ["-e", "setTimeout(() => undefined, 60_000)"], { stdio: "ignore" });
  return child.pid!;
}

function write(
  starter: { pid: number; birth: string },
  children: { name: string; pid: number; birth: string }[] = [],
) {
  writeFileSync(note(), JSON.stringify({ starter, port: 3000, children }));
}

test("a second start on the same data folder is refused with the process that holds it", async () => {
  const held = await RunningNote.claim(folder, 3000, quiet);
  await expect(RunningNote.claim(folder, 3001, quiet)).rejects.toThrow(`process ${process.pid}, port 3000`);
  held.release();
  expect(existsSync(note())).toBe(false);
  (await RunningNote.claim(folder, 3001, quiet)).release();
});

test("of two starts at the same moment one gets the folder", async () => {
  const results = await Promise.allSettled([1, 2, 3].map((port) => RunningNote.claim(folder, port, quiet)));
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
});

test("children of a killed start are ended", async () => {
  const pid = sleeper();
  write({ pid: 999_999_999, birth: "gone" }, [{ name: "engine", pid, birth: birthOf(pid) }]);
  const said: string[] = [];
  await RunningNote.claim(folder, 3000, (line) => said.push(line));
  expect(alive(pid)).toBe(false);
  expect(said).toEqual(["Stopping the engine that an earlier start left running."]);
  expect(JSON.parse(readFileSync(note(), "utf8")).starter.pid).toBe(process.pid);
});

test("a process that only has the number of an earlier one is left alone", async () => {
  const pid = sleeper();
  write({ pid, birth: "an earlier life" }, [{ name: "engine", pid, birth: "an earlier life" }]);
  await RunningNote.claim(folder, 3000, quiet);
  expect(alive(pid)).toBe(true);
  process.kill(pid, "SIGKILL");
});

test("a note cut off by a crash does not hinder a start", async () => {
  writeFileSync(note(), '{"starter":{"pi');
  await RunningNote.claim(folder, 3000, quiet);
  expect(JSON.parse(readFileSync(note(), "utf8")).starter.pid).toBe(process.pid);
});
