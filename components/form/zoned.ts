/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return Date.parse(`${parts.replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}

/** A moment as the wall clock of a zone shows it, `2026-01-31T09:30`; empty stays empty. */
export function toZoned(iso: string, timeZone: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? "" : new Date(at + offset(at, timeZone)).toISOString().slice(0, 16);
}

/** The moment a wall clock of a zone means. Where the clock jumps, the hour that does not exist becomes the one after. */
export function fromZoned(wall: string, timeZone: string): string {
  const naive = Date.parse(`${wall}Z`);
  if (Number.isNaN(naive)) return "";
  const first = naive - offset(naive, timeZone);
  return new Date(naive - offset(first, timeZone)).toISOString();
}
