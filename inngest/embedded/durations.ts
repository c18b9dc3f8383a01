const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a time string of the SDK specification (1.3.2), such as "2h45m".
 * @returns milliseconds.
 * @throws Error when the text is no time string.
 */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join("") !== text) {
    throw new Error(`"${text}" is no duration`);
  }
  return parts.reduce((total, [, amount, unit]) => total + Number(amount) * UNITS[unit!]!, 0);
}

/**
 * Reads a moment given as an ISO date or as a time string counted from now.
 * @returns the moment.
 * @throws Error when the text is neither.
 */
export function parseMoment(text: string, now: Date): Date {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    const moment = new Date(text);
    if (!Number.isNaN(moment.getTime())) return moment;
  }
  return new Date(now.getTime() + parseDuration(text));
}

/**
 * Reads a `Retry-After` header: whole seconds, or a date.
 * @returns the moment, or undefined when the header says neither.
 */
export function parseRetryAfter(header: string, now: Date): Date | undefined {
  if (/^\d+$/.test(header)) return new Date(now.getTime() + Number(header) * 1_000);
  const moment = new Date(header);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
