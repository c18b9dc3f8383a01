import { invalidParameter } from "../http/fault";

const clause = /^(customer|status|currency|metadata\[(["'])([^"']+)\2\]):(["'])([^"']*)\4$/;

/**
 * Reads a query of Stripe's search language as far as the sandbox knows it: equalities of customer, status, currency and
 * metadata, joined by AND.
 *
 * @throws Fault for anything else.
 */
export function searchFilters(query: string): Record<string, string> {
  const filters: Record<string, string> = {};
  for (const part of query.split(/\s+AND\s+/i)) {
    const match = clause.exec(part.trim());
    if (!match)
      throw invalidParameter(`We were unable to parse your search query: ${query}`, { param: "query" });
    filters[match[3] === undefined ? match[1]! : `metadata.${match[3]}`] = match[5]!;
  }
  return filters;
}
