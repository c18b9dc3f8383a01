import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprint } from "./fingerprint";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-fingerprint-"));
  mkdirSync(join(folder, "lib", "generated"), { recursive: true });
  writeFileSync(join(folder, "lib", "a.ts"), "a");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const now = (...extra: string[]) => fingerprint(folder, ["lib", "missing", "one.json"], extra);

test("only what ends up in a build changes it", () => {
  const before = now();
  utimesSync(join(folder, "lib", "a.ts"), 1, 1);
  writeFileSync(join(folder, "lib", "a.test.ts"), "a test");
  writeFileSync(join(folder, "lib", "generated", "client.ts"), "generated");
  expect(now()).toBe(before);
});

test("content, names, single files and settings change it", () => {
  const seen = new Set([now(), now("x"), now("y")]);
  writeFileSync(join(folder, "lib", "a.ts"), "b");
  seen.add(now());
  writeFileSync(join(folder, "lib", "b.ts"), "");
  seen.add(now());
  writeFileSync(join(folder, "one.json"), "{}");
  seen.add(now());
  expect(seen.size).toBe(6);
});
