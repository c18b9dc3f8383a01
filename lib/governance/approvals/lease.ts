import { minutes } from "@/lib/core/clock";

/** How long an execution may show no end before it counts as stuck; longer than the engine's retries of one step take. */
export const executionLease = minutes(15);

/** How long the outside may take to answer before its answer counts as lost. */
export const settlementLease = minutes(60);
