import { newKey } from "./ask";

/** What somebody typed so far, kept by this tab alone until it is booked. */
export type Draft = Record<string, string>;

/** What was booked from this tab, for who comes back to the page. */
export type Booked = { number: string; followUrl: string | null; start: string; end: string };

const draftName = "booking-draft";
const bookedName = "booking-done";
const seedName = "booking-seed";

function readFrom<Value>(kept: Storage, name: string): Value | null {
  try {
    return JSON.parse(kept.getItem(name) ?? "null") as Value | null;
  } catch {
    return null;
  }
}

function writeTo(kept: Storage, name: string, value: unknown): void {
  try {
    if (value === null) kept.removeItem(name);
    else kept.setItem(name, JSON.stringify(value));
  } catch {
    // Private windows have no room; then a reload forgets.
  }
}

export const readDraft = (): Draft | null => readFrom<Draft>(sessionStorage, draftName);
export const keepDraft = (draft: Draft | null): void => writeTo(sessionStorage, draftName, draft);
export const readBooked = (): Booked | null => readFrom<Booked>(sessionStorage, bookedName);
export const keepBooked = (booked: Booked | null): void => writeTo(sessionStorage, bookedName, booked);

/** From here on the same words are a new wish. */
export const forgetWish = (): void => writeTo(localStorage, seedName, null);

/**
 * The idempotency key of a booking: the same words sent again from this browser, by a second press or from a second tab, are
 * the same wish. What makes it unguessable is random; nothing of the words can be read from it.
 */
export function wishKey(words: Draft): string {
  const seed = readFrom<string>(localStorage, seedName) ?? newKey();
  writeTo(localStorage, seedName, seed);
  return `${seed}${fold(JSON.stringify(Object.entries(words).sort()))}`;
}

/** A number of 53 bits from a text. It tells wishes of one person apart, and guards nothing. */
function fold(text: string): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}
