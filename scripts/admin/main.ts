import { join } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "@/lib/core/errors";
import { checkConnection } from "../database/connection";
import { startPostgres } from "../database/postgres";
import { generateIfChanged } from "../start/build";
import { installation } from "../start/environment";
import { RunningNote } from "../start/running";
import { verbs } from "./verbs";

const quiet = () => undefined;

async function list(): Promise<void> {
  console.log("Usage: npm run admin -- <verb> [options]\n");
  for (const [name, load] of Object.entries(verbs)) {
    const { usage, summary } = await load();
    console.log(`  ${name} ${usage}\n      ${summary}`);
  }
}

/** Makes the database of this installation answer, and returns what undoes that. */
async function openDatabase(): Promise<() => Promise<void>> {
  const place = await installation("production", { existing: true });
  await generateIfChanged({ env: place.env, log: join(place.dataDir, "logs", "generate.log"), say: quiet });
  if (!place.cluster || place.attached) {
    await checkConnection(place.env.DATABASE_URL!);
    return async () => undefined;
  }
  // Also keeps `npm start` from beginning on the same cluster meanwhile.
  const note = await RunningNote.claim(place.dataDir, place.port, quiet);
  const postgres = await startPostgres({ ...place.cluster, say: console.error });
  return async () => {
    await postgres.stop();
    note.release();
  };
}

async function sentence(error: unknown): Promise<string> {
  if (error instanceof AppError) {
    const { describeWhole, translator } = await import("@/lib/core/i18n/translate");
    return describeWhole(error, await translator("en"));
  }
  const code = (error as { code?: unknown }).code;
  if (code === "42P01" || code === "P2021") {
    const place = process.env.FAIRLEAD_DATA_DIR;
    return `The database (data folder ${place}) has not the tables of this version: run \`npm run admin -- migrate\` first.`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  const load = name === undefined ? undefined : verbs[name];
  if (!load) {
    if (name !== undefined && name !== "help" && name !== "--help")
      console.error(`There is no verb "${name}".\n`);
    await list();
    return name === undefined || name === "help" || name === "--help" ? 0 : 1;
  }
  let close = async (): Promise<void> => undefined;
  try {
    // The verb's own code is loaded once the environment it reads is complete.
    close = await openDatabase();
    const verb = await load();
    const { values } = parseArgs({ args: rest, options: verb.options, strict: true });
    await verb.run(values);
    return 0;
  } catch (error) {
    console.error(await sentence(error));
    return 1;
  } finally {
    const { disconnect } = await import("@/lib/core/db");
    await disconnect();
    await close();
  }
}

process.exit(await main());
