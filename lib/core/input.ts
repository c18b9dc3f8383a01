import { z } from "zod";
import { type FieldFault, invalidInput } from "@/lib/core/errors";
import { fault, faultsOf } from "@/lib/core/faults";

/**
 * Parses what came from outside.
 * @throws invalid_input with every faulty field and what is wrong with it.
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const unwritable = findUnwritable(input, []);
  if (unwritable) throw invalidInput([unwritable]);
  const result = schema.safeParse(input ?? {}, { reportInput: true });
  if (result.success) return result.data;
  throw invalidInput(faultsOf(result.error.issues));
}

/** An object of a command's input: unknown fields are refused. */
export const object = z.strictObject;

/** Far deeper than any input of ours, far shallower than what ends a recursion. */
const deepest = 60;

/** What no field of any command may hold, because Postgres could not keep it or not give it back as it was. */
function findUnwritable(value: unknown, path: readonly string[]): FieldFault | null {
  if (typeof value === "string") return faultOfText(value, path);
  if (value === null || typeof value !== "object") return null;
  if (path.length >= deepest) return fault(path[0] ?? "", "depth");
  for (const [key, inner] of Object.entries(value)) {
    const found = faultOfText(key, path) ?? findUnwritable(inner, [...path, key]);
    if (found) return found;
  }
  return null;
}

function faultOfText(text: string, path: readonly string[]): FieldFault | null {
  if (text.includes("\0")) return fault(path.join("."), "nul");
  return text.isWellFormed() ? null : fault(path.join("."), "half_character");
}
