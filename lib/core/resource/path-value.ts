import { type RawBuilder, sql } from "kysely";
import { invalidInput } from "@/lib/core/errors";
import { fault } from "@/lib/core/faults";

/**
 * An organization's path that came from outside, as SQL.
 * @param name the parameter it came in.
 * @throws invalid_input for what is no path.
 */
export function pathValue(name: string, path: string): RawBuilder<string> {
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(path))
    throw invalidInput([fault(name, "text")], "invalid_query");
  return sql<string>`${path}::ltree`;
}
