import { z } from "zod";
import { invalidInput } from "@/lib/core/errors";

/**
 * Parses what came from outside.
 * @throws invalid_input with every faulty field and what is wrong with it.
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  throw invalidInput(
    result.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "unknown field" }))
        : [{ path: issue.path.join("."), message: issue.message }],
    ),
  );
}

/** An object of a command's input: unknown fields are refused. */
export const object = z.strictObject;
