// Generates the Prisma client and the Kysely row types. `prisma generate` needs no schema engine, but the CLI
// downloads one at start unless it is told of an existing file: that file is never run.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = fileURLToPath(new URL("../node_modules/.bin/", import.meta.url));
const result = spawnSync("prisma", ["generate", "--no-hints"], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: {
    ...process.env,
    PATH: `${bin}:${process.env.PATH ?? ""}`,
    PRISMA_SCHEMA_ENGINE_BINARY: fileURLToPath(import.meta.url),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});
if (result.error) console.error(`Could not run prisma: ${result.error.message}`);
process.exit(result.status ?? 1);
