import { defineConfig, devices } from "@playwright/test";
import { systemChromium } from "./scripts/testing/browser";

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };

export default defineConfig({
  testDir: "e2e",
  // What ends in .test.ts is vitest's.
  testMatch: /\.spec\.ts$/,
  globalSetup: "./e2e/support/server.ts",
  outputDir: "test-results/e2e",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "test-results/e2e.json" }],
  ],
  use: {
    // The global setup starts the server and leaves its address here for the workers.
    baseURL: process.env.E2E_BASE_URL,
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: systemChromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "sign in", testMatch: /sign-in\.setup\.ts$/ },
    // The stories come first: what they do wants a second factor that is not older than five minutes.
    { name: "stories", dependencies: ["sign in"], testIgnore: /every-page/, use: desktop },
    { name: "finding pages", dependencies: ["stories"], testMatch: /pages\.setup\.ts$/ },
    { name: "pages", dependencies: ["finding pages"], testMatch: /every-page/, use: desktop },
  ],
});
