import { z } from "zod";
import { type Fault, invalidParameter } from "./fault";
import type { Form } from "./form";

const invalid = (message: string, code?: string) => ({
  code: "custom" as const,
  message,
  params: { code },
});

export const text = z.string().max(5000);

export const integer = z.string().transform((value, context) => {
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  context.addIssue({ ...invalid(`Invalid integer: ${value}`, "parameter_invalid_integer"), input: value });
  return z.NEVER;
});

export const positive = integer.refine((value) => value >= 1, {
  message: "This value must be greater than or equal to 1.",
  params: { code: "parameter_invalid_integer" },
});

export const flag = z.string().transform((value, context) => {
  if (value === "true" || value === "false") return value === "true";
  context.addIssue({ ...invalid(`Invalid boolean: ${value}`), input: value });
  return z.NEVER;
});

/** Currencies in which a test would pay; anything of three letters is one. */
export const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, { message: "Invalid currency" })
  .transform((value) => value.toLowerCase());

export const address = z
  .string()
  .max(5000)
  .regex(/^https?:\/\/[^\s]+$/, { message: "Not a valid URL" });

/** `name[0]=…`, or an empty text for an empty list. */
export const list = <S extends z.ZodType>(item: S) =>
  z.preprocess(
    (value) =>
      value === ""
        ? []
        : value && typeof value === "object"
          ? Object.entries(value)
              .sort(([left], [right]) => Number(left) - Number(right))
              .map(([, entry]) => entry)
          : value,
    z.array(item).max(100),
  );

/** Texts by name, as given: an empty one takes the name away in an update. */
export const metadata = z
  .preprocess((value) => (value === "" ? {} : value), z.record(z.string().max(40), z.string().max(500)))
  .refine((value) => Object.keys(value).length <= 50, {
    message: "You can only have 50 metadata keys.",
  });

export const expand = list(text).optional();

export const created = z
  .union([
    integer.transform((value) => ({ gte: value, lte: value })),
    z.strictObject({
      gt: integer.optional(),
      gte: integer.optional(),
      lt: integer.optional(),
      lte: integer.optional(),
    }),
  ])
  .optional();

export const paging = {
  limit: integer
    .refine((value) => value >= 1 && value <= 100, { message: "Invalid limit: must be between 1 and 100." })
    .default(10),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created,
  expand,
};

/** Metadata after an update: given names replace, empty ones are taken away. */
export function mergedMetadata(
  old: Record<string, string>,
  given: Record<string, string> | undefined,
): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...old, ...given }).filter(([, value]) => value !== ""));
}

/**
 * Reads the parameters of a request.
 *
 * @throws Fault as Stripe words it for what is unknown, missing or of the wrong kind.
 */
export function readParameters<S extends z.ZodType>(schema: S, form: Form): z.output<S> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  throw worded(flattened(result.error.issues)[0]!, form);
}

type Issue = z.core.$ZodIssue;

// Of a choice between two forms, the object's own complaint says more than the text's.
function flattened(issues: Issue[]): Issue[] {
  return issues.flatMap((issue) =>
    issue.code === "invalid_union" && issue.errors.length > 0
      ? flattened(issue.errors.at(-1)!.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })))
      : [issue],
  );
}

function worded(issue: Issue, form: Form): Fault {
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => bracketed([...issue.path, key]));
    return invalidParameter(`Received unknown parameter${names.length > 1 ? "s" : ""}: ${names.join(", ")}`, {
      code: "parameter_unknown",
      param: names[0],
    });
  }
  const param = bracketed(issue.path);
  if (valueAt(form, issue.path) === undefined)
    return invalidParameter(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  if (issue.code === "invalid_value")
    return invalidParameter(`Invalid ${param}: must be one of ${issue.values.map(String).join(", ")}`, {
      param,
    });
  if (issue.code === "invalid_type") return invalidParameter(`Invalid ${issue.expected}`, { param });
  const code = issue.code === "custom" ? (issue.params?.code as string | undefined) : undefined;
  return invalidParameter(issue.message, { code, param });
}

const bracketed = (path: PropertyKey[]): string =>
  path.map((part, at) => (at === 0 ? String(part) : `[${String(part)}]`)).join("");

function valueAt(form: Form, path: PropertyKey[]): unknown {
  let value: unknown = form;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
