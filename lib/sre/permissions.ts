/** What may be allowed in this module; described in `messages/<locale>/sre`. */
export const srePermissions = [
  "sre.job-runs.read",
  "sre.job-runs.write",
  "sre.outbox-events.read",
  "sre.circuit-breakers.read",
  "sre.circuit-breakers.write",
] as const;
