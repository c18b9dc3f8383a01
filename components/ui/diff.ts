export type DiffRow = {
  path: string;
  before: unknown;
  after: unknown;
  change: "added" | "removed" | "changed" | "same";
};

type Flat = Map<string, unknown>;

/** Nested objects by dotted path; lists stay whole, because their places mean little to a reader. */
function flatten(
  value: Record<string, unknown> | null | undefined,
  prefix = "",
  into: Flat = new Map(),
): Flat {
  for (const [key, inner] of Object.entries(value ?? {})) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (isPlain(inner) && !isMoney(inner) && Object.keys(inner).length > 0) flatten(inner, path, into);
    else into.set(path, inner);
  }
  return into;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isMoney(value: unknown): value is { amount: string; currency: string } {
  return isPlain(value) && Object.keys(value).length === 2 && "amount" in value && "currency" in value;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Field by field what was and what is; null on one side means the record came to be or ceased. */
export function diffRows(
  before: Record<string, unknown> | null | undefined,
  after: Record<string, unknown> | null | undefined,
): DiffRow[] {
  const old = flatten(before);
  const fresh = flatten(after);
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  return paths.map((path) => {
    const was = old.get(path);
    const is = fresh.get(path);
    if (same(was, is)) return { path, before: was, after: is, change: "same" };
    const blank = (value: unknown) => value === undefined || value === null || value === "";
    const change = blank(was) ? "added" : blank(is) ? "removed" : "changed";
    return { path, before: was, after: is, change };
  });
}

type Fields = Record<string, unknown>;

/**
 * What is asked for, told apart: fields that would be another (with their old and new values), and what it is about or is given,
 * which has no other side. A field that only one side names neither came nor went.
 */
export function askedChange(before: Fields, after: Fields): { before: Fields; after: Fields; about: Fields } {
  const both = Object.keys(after).filter((key) => key in before);
  const pick = (from: Fields, keys: string[]) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  const rest = (from: Fields, other: Fields) =>
    pick(
      from,
      Object.keys(from).filter((key) => !(key in other)),
    );
  return {
    before: pick(before, both),
    after: pick(after, both),
    about: { ...rest(before, after), ...rest(after, before) },
  };
}
