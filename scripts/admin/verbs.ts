import type { Verb } from "./verb";

/** Every verb of `npm run admin`. Loaded when called: what one needs must not hinder another. */
export const verbs: Record<string, () => Promise<Verb>> = {
  migrate: async () => (await import("./migrate")).verb,
  seed: async () => (await import("./seed")).verb,
};
