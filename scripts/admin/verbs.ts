import type { Verb } from "./verb";

/** Every verb of `npm run admin`. Loaded when called: what one needs must not hinder another. */
export const verbs: Record<string, () => Promise<Verb>> = {
  "create-operator": async () => (await import("./create-operator")).verb,
  "issue-token": async () => (await import("./issue-token")).verb,
  "clear-allow-list": async () => (await import("./clear-allow-list")).verb,
  "reset-totp": async () => (await import("./reset-totp")).verb,
  "verify-audit": async () => (await import("./verify-audit")).verb,
  migrate: async () => (await import("./migrate")).verb,
  seed: async () => (await import("./seed")).verb,
};
