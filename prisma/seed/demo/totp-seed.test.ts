import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

async function seedUnder(key: number): Promise<string> {
  vi.stubEnv("FAIRLEAD_ENCRYPTION_KEYS", `k1:${Buffer.alloc(32, key).toString("base64")}`);
  vi.resetModules();
  const { totpSeed } = await import("@/prisma/seed/demo/totp-seed");
  return totpSeed("admin@harbour.example");
}

it("is another at each installation, and at one of them always the same", async () => {
  const first = await seedUnder(1);
  expect(first).toMatch(/^[A-Z2-7]{32}$/);
  expect(await seedUnder(2)).not.toBe(first);
  expect(await seedUnder(1)).toBe(first);
});
