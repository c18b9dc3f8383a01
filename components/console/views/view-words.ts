import { AppError } from "@/lib/core/errors";
import type { Resource } from "@/lib/core/resource";
import { describeResource } from "@/lib/core/resource/describe";
import type { FilterDescription } from "@/lib/core/resource/description";
import { nameRecords } from "@/lib/governance/search/search";
import type { Reader } from "../reader";

type Words = Pick<Reader, "caller" | "t" | "panel">;

/**
 * What a saved view keeps, in words of the list it is of: "State: Suspended · Created (descending) · 4 columns".
 * @param query the list's address without its cursor.
 */
export async function viewWords(resource: Resource, query: string, reader: Words): Promise<string> {
  const { caller, t, panel } = reader;
  const { columns, filters } = describeResource(resource, caller, t, panel);
  const labelOf = (key: string): string => columns.find((column) => column.key === key)?.label ?? key;
  const said: string[] = [];
  for (const [key, value] of new URLSearchParams(query)) {
    if (value === "" || key === "limit") continue;
    if (key === "q") said.push(t("core.console.exported.words", { search: value }));
    else if (key === "columns")
      said.push(`${t("core.console.exported.columns")}: ${value.split(",").map(labelOf).join(", ")}`);
    else if (key === "sort")
      said.push(
        `${labelOf(value.replace(/^-/, ""))} (${t(value.startsWith("-") ? "core.table.sortedDescending" : "core.table.sortedAscending")})`,
      );
    else {
      const filter = filters.find((one) => one.key === key);
      said.push(`${filter?.label ?? labelOf(key)}: ${await valueWords(filter, value, reader)}`);
    }
  }
  return said.length > 0 ? said.join(" · ") : t("core.console.exported.everything");
}

async function valueWords(
  filter: FilterDescription | undefined,
  value: string,
  { caller, t, panel }: Words,
): Promise<string> {
  switch (filter?.kind) {
    case "enum":
      return value
        .split(",")
        .map((one) => filter.options?.find((option) => option.value === one)?.label ?? one)
        .join(", ");
    case "boolean":
      return t(value === "true" ? "core.common.yes" : "core.common.no");
    case "reference": {
      const ids = value.split(",");
      const hits = filter.resource ? await namesOf(filter.resource, ids, caller, panel) : [];
      return ids.map((id) => hits.find((hit) => hit.id === id)?.title ?? id).join(", ");
    }
    case "time":
    case "integer":
    case "money":
      return value.replace("..", " – ").trim();
    default:
      return value;
  }
}

/** What the reader may not see keeps its id. */
const namesOf: typeof nameRecords = (resource, ids, caller, panel) =>
  nameRecords(resource, ids, caller, panel).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) return [];
    throw error;
  });
