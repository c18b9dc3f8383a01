import type { z } from "zod";
import type { ErrorParams, FieldFault } from "@/lib/core/errors";

type Issue = z.core.$ZodIssue;
type Words = { name: string; params?: ErrorParams };

/** A fault in words of `core.validation`. */
export const fault = (path: string, name: string, params?: ErrorParams): FieldFault => ({
  path,
  key: `core.validation.${name}`,
  ...(params ? { params } : {}),
});

/** A schema's own words are a key of a catalogue: `.refine(…, { error: "customers.validation.country" })`. */
const catalogueKey = /^[a-z][a-z-]*(\.[A-Za-z0-9_-]+){2,}$/;

/**
 * What Zod found, as keys of the catalogues, so that whoever asked reads it in their language. Zod's own sentences are never
 * shown.
 * @param issues of a parse with `reportInput`, which tells what is missing from what is wrong.
 */
export const faultsOf = (issues: readonly Issue[]): FieldFault[] =>
  issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => fault(pathOf([...issue.path, key]), "unknown_field"));
    if (catalogueKey.test(issue.message)) return [{ path: pathOf(issue.path), key: issue.message }];
    const { name, params } = wordsOf(issue);
    return [fault(pathOf(issue.path), name, params)];
  });

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join(".");

function wordsOf(issue: Issue): Words {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? { name: "required" }
        : { name: "type", params: { expected: issue.expected } };
    case "too_small":
      // An empty text, where one character would do, is a field nobody filled in.
      if (issue.origin === "string" && Number(issue.minimum) === 1) return { name: "required" };
      return limit(issue.origin, issue.exact ? "exact" : "least", issue.minimum, issue.inclusive !== false);
    case "too_big":
      return limit(issue.origin, issue.exact ? "exact" : "most", issue.maximum, issue.inclusive !== false);
    case "invalid_format":
      return { name: "format", params: { format: issue.format } };
    case "not_multiple_of":
      return { name: "multiple", params: { divisor: issue.divisor } };
    case "invalid_value":
      return issue.input === undefined
        ? { name: "required" }
        : { name: "one_of", params: { values: issue.values.map(String).join(", ") } };
    case "invalid_union":
      if (issue.inclusive !== false && issue.options?.length)
        return { name: "one_of", params: { values: issue.options.map(String).join(", ") } };
      return { name: "invalid" };
    default:
      return { name: "invalid" };
  }
}

const counted: Partial<Record<string, string>> = {
  string: "characters",
  array: "entries",
  set: "entries",
  map: "entries",
};

function limit(
  origin: string,
  side: "least" | "most" | "exact",
  value: number | bigint,
  inclusive: boolean,
): Words {
  const unit = counted[origin];
  if (unit) return { name: `${side}_${unit}`, params: { count: Number(value) } };
  if (origin === "date") return { name: "invalid" };
  const name = side === "exact" ? "exact" : inclusive ? side : side === "least" ? "above" : "below";
  return { name, params: { limit: String(value) } };
}
