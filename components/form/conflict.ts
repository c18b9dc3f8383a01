import type { FieldDescription } from "./field-description";

type Values = Record<string, unknown>;

/** Nothing, written in whichever way. */
const plain = (value: unknown): string => JSON.stringify(value === "" ? null : (value ?? null));

/**
 * The fields somebody else changed meanwhile.
 * @param was what the form was filled from.
 * @param current the record as it is now, as far as the answer tells it.
 */
export const changedFields = (fields: FieldDescription[], was: Values, current: Values): FieldDescription[] =>
  fields.filter(({ name }) => current[name] !== undefined && plain(current[name]) !== plain(was[name]));

/** Who changed it, where the answer says so; null otherwise. */
export function changedBy(current: Values): string | null {
  const { lastEvent } = current;
  if (lastEvent === null || typeof lastEvent !== "object") return null;
  const actor: unknown = Reflect.get(lastEvent, "actor");
  return typeof actor === "string" && actor !== "" ? actor : null;
}
