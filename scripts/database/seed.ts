// Runs in a process of its own, which the starter waits for: the seed loads the whole product.
import { pathToFileURL } from "node:url";
import { disconnect } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { seed } from "@/prisma/seed";

/** Seeds what FAIRLEAD_SEED names; the seed itself knows what is already there. */
async function main(): Promise<void> {
  try {
    await seed(env().FAIRLEAD_SEED);
  } finally {
    await disconnect();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
