import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // Throws when it is imported anywhere but in a server component.
      {
        find: "server-only",
        replacement: fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
      },
    ],
  },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    include: ["{app,components,e2e,inngest,lib,prisma,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["scripts/testing/vitest-global-setup.ts"],
    setupFiles: ["scripts/testing/vitest-environment.ts"],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
