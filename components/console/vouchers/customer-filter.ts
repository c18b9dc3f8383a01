import { recipientConditions } from "@/lib/commerce/vouchers/recipients";

const notFilters = ["sort", "limit", "cursor", "columns"];

/**
 * The filters in the address of the customer list: those who are seen there get the vouchers.
 * @returns nothing where the address says more than filters can, such as a search: then others would get them, too.
 */
export function customerFilter(
  search: Record<string, string | string[] | undefined>,
): Record<string, string> {
  const filter = Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      typeof value === "string" && value !== "" && !notFilters.includes(key) ? [[key, value]] : [],
    ),
  );
  try {
    recipientConditions(filter);
    return filter;
  } catch {
    return {};
  }
}
