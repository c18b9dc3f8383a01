import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { secretsOf } from "./secrets";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-secrets-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = () => join(folder, "secrets.json");

test("secrets are made once, and only their owner may read them", () => {
  const first = secretsOf(folder);
  expect(secretsOf(folder)).toEqual(first);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(first.FAIRLEAD_ENCRYPTION_KEYS).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
  expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
});

test("one that is missing is added, the others stay", () => {
  const before = secretsOf(folder);
  const { NEXTAUTH_SECRET, ...rest } = before;
  writeFileSync(file(), JSON.stringify(rest));
  chmodSync(file(), 0o600);
  const after = secretsOf(folder);
  expect({ ...after, NEXTAUTH_SECRET }).toEqual(before);
  expect(after.NEXTAUTH_SECRET).not.toBe(NEXTAUTH_SECRET);
});

test("a damaged file is never overwritten, for it may hold the only key", () => {
  for (const damage of ["", "{", "null", '"text"']) {
    writeFileSync(file(), damage);
    expect(() => secretsOf(folder)).toThrow(/is damaged: restore it from a backup/);
    expect(readFileSync(file(), "utf8")).toBe(damage);
  }
});
