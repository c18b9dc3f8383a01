import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

test("the worker that is served is the one that is written: node_modules/.bin/node scripts/jobs-worker.mjs", async () => {
  const print = `import("./scripts/jobs-worker.mjs").then(async ({ jobsWorker }) => process.stdout.write(await jobsWorker()))`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", print], {
    cwd: root,
  });
  expect(await readFile(`${root}public/jobs-worker.js`, "utf8")).toBe(stdout);
});
