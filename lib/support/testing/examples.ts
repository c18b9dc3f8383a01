import type { Examples } from "@/lib/core/testing/world";

/** How the registry's tests call this module: one file a noun beside this one, gathered here. */
export const supportExamples: Examples = { commands: {}, rows: {} };
