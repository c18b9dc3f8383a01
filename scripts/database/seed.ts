// Runs in a process of its own, which the starter waits for: the seed loads the whole product.
import { disconnect } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { seed } from "@/prisma/seed";

try {
  await seed(env().FAIRLEAD_SEED);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await disconnect();
}
