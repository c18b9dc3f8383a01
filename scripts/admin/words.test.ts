import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { root } from "../start/environment";
import { throwAwayFolder } from "../testing/throw-away-folder";

it("says in a sentence what a verb's command has against it", async () => {
  const env = { ...process.env, FAIRLEAD_DATA_DIR: await throwAwayFolder(), DATABASE_URL: databaseUrl };
  const create = (email: string) =>
    promisify(execFile)(
      process.execPath,
      [
        "--import",
        "tsx",
        join(root, "scripts/admin/main.ts"),
        ..."create-operator --name Somebody --role auditor --email".split(" "),
        email,
      ],
      { cwd: root, env },
    );
  await expect(create("nobody")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The input is not of the form asked for\. email: .+\.\n$/),
  });
  expect((await create("somebody@example.test")).stdout).toMatch(/\/accept-invitation\S+\n$/);
  await expect(create("somebody@example.test")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^[A-Z][^{}_]*somebody@example\.test[^{}_]*\.\n$/),
  });
}, 120_000);
