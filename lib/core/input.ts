import { z } from "zod";
import { invalidInput } from "@/lib/core/errors";
import { fault, faultsOf } from "@/lib/core/faults";

/**
 * Parses what came from outside.
 * @throws invalid_input with every faulty field and what is wrong with it.
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const unwritable = pathOfNul(input, []);
  if (unwritable) throw invalidInput([fault(unwritable.join("."), "nul")]);
  const result = schema.safeParse(input ?? {}, { reportInput: true });
  if (result.success) return result.data;
  throw invalidInput(faultsOf(result.error.issues));
}

/** An object of a command's input: unknown fields are refused. */
export const object = z.strictObject;

// Postgres text cannot hold it, so no field of any command may.
function pathOfNul(value: unknown, path: string[]): string[] | null {
  if (typeof value === "string") return value.includes("\0") ? path : null;
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes("\0") ? path : pathOfNul(inner, [...path, key]);
    if (found) return found;
  }
  return null;
}
