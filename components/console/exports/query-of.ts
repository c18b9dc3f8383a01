import type { Resource } from "@/lib/core/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { queryOf } from "@/lib/governance/exports/open";
import type { Reader } from "../reader";
import type { QueryWordsProps } from "./query-words";

/** What an export of `resource` was asked to hold, for whoever reads its page. */
export function queryWordsOf(
  { caller, t, panel }: Reader,
  resource: Resource,
  query: unknown,
): QueryWordsProps {
  const { filters, q, sort, columns } = queryOf({ query });
  const description = describeResource(resource, caller, t, panel);
  const labelOf = (key: string) => description.columns.find((column) => column.key === key)?.label ?? key;
  const sorted = sort ?? description.defaultSort;
  return {
    list: description.label,
    search: q,
    filters: Object.entries(filters).map(([key, value]) => ({
      // A column may have lost its filter since.
      filter: description.filters.find((filter) => filter.key === key) ?? {
        key,
        label: labelOf(key),
        kind: "text",
      },
      value,
    })),
    sort: { label: labelOf(sorted.replace(/^-/, "")), descending: sorted.startsWith("-") },
    columns: columns?.map(labelOf),
  };
}
