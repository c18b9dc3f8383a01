import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { root } from "../start/environment";
import { throwAwayFolder } from "../testing/throw-away-folder";

const admin = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", join(root, "scripts/admin/main.ts"), ...args], {
    cwd: root,
    env,
  });

it.each(["create-operator", "migrate", "seed", "verify-audit"])(
  "%s makes no database where none is, and says where it looked",
  async (verb) => {
    const dataDir = join(await throwAwayFolder(), "elsewhere");
    const { DATABASE_URL: _, ...env } = process.env;
    const failed: { code: number; stderr: string } = await admin(
      { ...env, FAIRLEAD_DATA_DIR: dataDir, DATABASE_URL: "" },
      verb,
    ).then(
      () => Promise.reject(new Error("It went through.")),
      (error) => error,
    );
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`There is no database in ${dataDir}.`);
    expect(failed.stderr).toMatch(/FAIRLEAD_DATA_DIR.*DATABASE_URL/);
    expect(existsSync(dataDir)).toBe(false);
  },
);
