import "@/lib/core/testing/database";
import { expect, it, vi } from "vitest";
import { log } from "@/lib/core/log";
import { readiness } from "@/lib/sre/health/ready";

it("says one line without a stack while something is not there yet, and warns when it breaks later", async () => {
  const [info, warn] = [vi.spyOn(log(), "info"), vi.spyOn(log(), "warn")];
  await readiness(async () => false);
  await readiness(async () => false);
  expect(info.mock.calls).toEqual([[{ what: "engine", why: "The engine is not well." }, "not ready yet"]]);
  expect(warn).not.toHaveBeenCalled();
  await readiness(async () => true);
  await readiness(async () => false);
  expect(info).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls).toEqual([[{ what: "engine", err: expect.any(Error) }, "not ready"]]);
});

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
