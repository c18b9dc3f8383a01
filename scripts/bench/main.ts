import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../start/environment";
import { runTool } from "../testing/stages";

// Each file of `bench` is one measurement, run alone in a process of its own.
const folder = join(root, "bench");
const present = existsSync(folder)
  ? (await readdir(folder)).filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3))
  : [];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !present.includes(name));
if (unknown !== undefined) {
  console.error(`There is no bench/${unknown}.ts. There is: ${present.sort().join(", ") || "none"}.`);
  process.exit(1);
}

let failed = 0;
for (const name of wanted.length > 0 ? wanted : present.sort()) {
  console.log(`\n== ${name}`);
  if (!(await runTool(["--import", "tsx", join("bench", `${name}.ts`)], process.env))) failed++;
}
process.exit(failed > 0 ? 1 : 0);
