import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { readiness } from "@/lib/sre/health/ready";

it("is up when database, engine and storage are; mail that is not set up is off", async () => {
  const found = await readiness(async () => true);
  expect(found).toEqual({
    state: "up",
    database: { state: "up", latencyMs: expect.any(Number) },
    engine: { state: "up", latencyMs: expect.any(Number) },
    storage: { state: "up", latencyMs: expect.any(Number) },
    mail: { state: "off", latencyMs: 0 },
  });
});

it("is down when the engine is, fails, or keeps one waiting for two seconds", async () => {
  for (const engine of [
    async () => false,
    async () => Promise.reject(new Error("postgres://user:secret@host")),
    () => new Promise<boolean>(() => {}),
  ]) {
    const found = await readiness(engine);
    expect(found).toMatchObject({ state: "down", engine: { state: "down" }, database: { state: "up" } });
    expect(found.engine.latencyMs).toBeLessThan(2600);
    expect(JSON.stringify(found)).not.toContain("secret");
  }
});
