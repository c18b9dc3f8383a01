import type { FieldDescription } from "./field-description";

/** What stands in the fields: strings as typed, booleans, lists, and money in two parts. */
export type FieldValue = string | boolean | string[] | { amount: string; currency: string };
export type FormValues = Record<string, FieldValue>;

/** A fixed currency needs no choosing. */
export function currencyOf(field: FieldDescription): string {
  return field.currencies?.[0] ?? "USD";
}

function emptyValue(field: FieldDescription): FieldValue {
  switch (field.kind) {
    case "checkbox":
    case "switch":
      return false;
    case "multiselect":
    case "references":
    case "tags":
    case "files":
      return [];
    case "money":
      return { amount: "", currency: currencyOf(field) };
    default:
      return "";
  }
}

function shownValue(field: FieldDescription, value: unknown): FieldValue {
  if (value === undefined || value === null) return emptyValue(field);
  if (field.kind === "json") return JSON.stringify(value, null, 2);
  if (typeof value === "boolean" || Array.isArray(value)) return value as FieldValue;
  if (field.kind === "money") return value as FieldValue;
  return String(value);
}

/** The fields' first values. */
export function firstValues(fields: FieldDescription[], defaults: Record<string, unknown> = {}): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, shownValue(field, defaults[field.name])]));
}

/** The fields that stand on the screen while the others have these values. */
export function visibleFields(fields: FieldDescription[], values: FormValues): FieldDescription[] {
  return fields.filter(({ when }) => !when || when.in.some((wanted) => wanted === values[when.field]));
}

/**
 * The faults the server found, by field: one of an item or a part ("x.0", "x.amount") is its field's. What belongs to no field
 * stays under its own path in `strays`.
 */
export function faultsByField(
  fields: FieldDescription[],
  faults: Record<string, string> = {},
): { named: Record<string, string>; strays: Record<string, string> } {
  const names = new Set(fields.map((field) => field.name));
  const named: Record<string, string> = {};
  const strays: Record<string, string> = {};
  for (const [path, message] of Object.entries(faults)) {
    const name = names.has(path) ? path : (path.split(".")[0] ?? "");
    if (names.has(name)) named[name] ??= message;
    else strays[path] = message;
  }
  return { named, strays };
}

/**
 * What the command is given: defaults that have no field (ids, a version), and every visible field in its own type. An
 * empty field that had a value before is sent as null, so that it can be emptied; one that never had is left out.
 */
export function commandInput(
  fields: FieldDescription[],
  values: FormValues,
  defaults: Record<string, unknown> = {},
): Record<string, unknown> {
  const named = new Set(fields.map((field) => field.name));
  const input: Record<string, unknown> = Object.fromEntries(
    Object.entries(defaults).filter(([key]) => !named.has(key)),
  );
  for (const field of visibleFields(fields, values)) {
    const value = typedValue(field, values[field.name]);
    if (value !== undefined) input[field.name] = value;
    else if (defaults[field.name] !== undefined && defaults[field.name] !== null) input[field.name] = null;
  }
  return input;
}

function typedValue(field: FieldDescription, value: FieldValue | undefined): unknown {
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return value;
  if (typeof value === "object") {
    const amount = value.amount.trim();
    return amount === "" ? undefined : { amount, currency: value.currency };
  }
  // A password may begin or end with a space; nothing else does on purpose.
  const text = field.kind === "password" ? (value ?? "") : (value ?? "").trim();
  if (text === "") return undefined;
  switch (field.kind) {
    case "integer":
    case "number":
      return Number(text);
    case "json":
      return JSON.parse(text) as unknown;
    case "time":
      return new Date(text).toISOString();
    default:
      return text;
  }
}
