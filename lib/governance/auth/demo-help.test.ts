import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

async function allowed(environment: Record<string, string>, headers: Record<string, string>) {
  for (const [name, value] of Object.entries({ FAIRLEAD_SEED: "demo", ...environment }))
    vi.stubEnv(name, value);
  vi.resetModules();
  const { demoHelpAllowed } = await import("@/lib/governance/auth/demo-help");
  return demoHelpAllowed(new Headers(headers));
}

const here = { "x-fairlead-made-here": "yes" };

it("is for whoever asks on the demo's own machine", async () => {
  expect(await allowed({}, here)).toBe(true);
});

it.each([
  ["asks from elsewhere", {}, {}],
  ["has no demo", { FAIRLEAD_SEED: "none" }, here],
  ["uses one that listens to everybody", { HOST: "0.0.0.0" }, here],
  ["uses one with a public address", { APP_URL: "https://demo.example.com" }, here],
  ["uses one behind a proxy", { FAIRLEAD_TRUST_PROXY: "1" }, here],
])("is for nobody who %s", async (_, environment, headers) => {
  expect(await allowed(environment, headers)).toBe(false);
});
