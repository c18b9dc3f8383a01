import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countPlaywright, countVitest } from "./stages";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-stages-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, testResults: unknown[] = []) =>
  report({ numPassedTests: passed, numFailedTests: failed, testResults });

test("vitest: tests are counted, and a file that cannot be loaded is one failure", () => {
  expect(countVitest(vitest(3, 0), true)).toEqual({ passed: 3, failed: 0 });
  expect(countVitest(vitest(3, 1, [{ status: "failed", assertionResults: [{}] }]), false)).toEqual({
    passed: 3,
    failed: 1,
  });
  expect(countVitest(vitest(3, 0, [{ status: "failed", assertionResults: [] }]), false)).toEqual({
    passed: 3,
    failed: 1,
  });
});

test("vitest: an error that belongs to no test still fails", () => {
  expect(countVitest(vitest(3, 0), false)).toEqual({ passed: 3, failed: 1 });
});

test("playwright: flaky passes, unexpected and global errors fail", () => {
  const stats = { expected: 5, unexpected: 2, flaky: 1, skipped: 4 };
  expect(countPlaywright(report({ stats, errors: [{}] }), false)).toEqual({ passed: 6, failed: 3 });
  expect(countPlaywright(report({ stats: { ...stats, unexpected: 0 }, errors: [] }), true)).toEqual({
    passed: 6,
    failed: 0,
  });
});

test("a tool that left no report has failed, also when it says otherwise, and a report is read once", () => {
  const file = vitest(1, 0);
  expect(countVitest(file, true)).toEqual({ passed: 1, failed: 0 });
  expect(countVitest(file, true)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(file, true)).toEqual({ passed: 0, failed: 1 });
});
