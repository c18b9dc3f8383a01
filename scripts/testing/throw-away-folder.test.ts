import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { throwAwayFolder } from "./throw-away-folder";

it("lies below FAIRLEAD_DATA_DIR, where what a killed run left is cleared away and nothing else", async () => {
  const dataDir = process.env.FAIRLEAD_DATA_DIR!;
  // No process has this number: Linux' largest is smaller.
  const left = join(dataDir, "fairlead-throwaway-99999999-abc");
  const own = join(dataDir, "files");
  for (const folder of [left, own]) await mkdir(folder, { recursive: true });
  const folder = await throwAwayFolder();
  expect(dirname(folder)).toBe(dataDir);
  expect([folder, left, own].map((path) => existsSync(path))).toEqual([true, false, true]);
});
