import { after, days, now, withClock } from "@/lib/core/clock";
import { platformName } from "@/prisma/seed/demo/business";
import { seedDemo } from "@/prisma/seed/demo/index";
import { found } from "@/prisma/seed/found";

/**
 * Prepares a database for work: always the platform and its roles, and with "demo" a believable business, once.
 * @returns whether demo data was written now.
 */
export async function seed(kind: "demo" | "none"): Promise<boolean> {
  // The demo's platform was founded before anything in it happened.
  if (kind === "demo") await withClock(after(now(), -days(380)), () => found(platformName));
  else await found();
  return kind === "demo" ? seedDemo() : false;
}
