// Builds lib/field-service/jobs/offline/worker.ts into public/jobs-worker.js. Run it after changing the worker or what it
// imports (worker.test.ts says when): node_modules/.bin/node scripts/jobs-worker.mjs
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The worker's script as it is served. */
export async function jobsWorker() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["lib/field-service/jobs/offline/worker.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "safari16"],
    alias: { "@": root },
    banner: { js: "// Built by scripts/jobs-worker.mjs from lib/field-service/jobs/offline/worker.ts." },
    charset: "utf8",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const script = await jobsWorker();
  await writeFile(new URL("../public/jobs-worker.js", import.meta.url), script);
  console.log(`${script.length} bytes`);
}
