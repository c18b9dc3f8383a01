import { rm } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import { migrate } from "../database/migrate";
import { scratchServer } from "./scratch-server";
import { throwAwayFolder } from "./throw-away-folder";

declare module "vitest" {
  interface ProvidedContext {
    /** Where databases can be created; `template` names the migrated one to clone. */
    server: { url: string; template: string; prefix: string };
    folder: string;
  }
}

/** One Postgres with one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await throwAwayFolder();
  const server = await scratchServer(folder);
  process.once("exit", server.abandon);
  const end = () => process.exit(143);
  process.once("SIGTERM", end);

  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    process.off("exit", server.abandon);
    process.off("SIGTERM", end);
  };
  try {
    await migrate(await server.create("template"));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("server", { url: server.url, template: `${server.prefix}template`, prefix: server.prefix });
  project.provide("folder", folder);
  return stop;
}
