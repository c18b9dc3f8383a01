import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { prisma } from "@/lib/core/db";
import { databaseUrl } from "@/lib/core/testing/database";
import { openAccountLink } from "@/lib/governance/auth/account-links";
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
  const link = async () => (await create("Somebody@example.test")).stdout.split("\n").at(-2) ?? "";
  const [first, second] = [await link(), await link()];
  for (const url of [first, second]) expect(url).toMatch(/\/accept-invitation\/\S+$/);
  // One of two may have been lost: only the newer opens, and there is still one account with the role once.
  const opens = async (url: string) =>
    (await openAccountLink(url.split("/").at(-1) ?? "", "invitation"))?.email ?? null;
  expect([await opens(first), await opens(second)]).toEqual([null, "somebody@example.test"]);
  expect(await prisma.roleGrant.count()).toBe(1);

  await prisma.operator.updateMany({ data: { state: "active" } });
  await expect(create("somebody@example.test")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^[A-Z][^{}_]*somebody@example\.test[^{}_]*\.\n$/),
  });
}, 120_000);
