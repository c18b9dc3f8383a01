import type { Resource } from "@/lib/core/resource";
import { textsOf } from "@/lib/core/resource/describe";
import type { CellValue, ListPage, ListQuery } from "@/lib/core/resource/description";
import { list } from "@/lib/core/resource/list";
import { columnsOf } from "@/lib/core/resource/query";
import { resources } from "@/lib/registry";
import type { Reader } from "./reader";

/** A list is called by its title; one that is no more keeps its name. */
export function listTitle(name: string, { t }: Pick<Reader, "t">): string {
  const resource = resources.get(name);
  return resource ? t(`${textsOf(resource)}.label`) : name;
}

/** A page of a list one of whose columns holds the names of lists, with their titles instead. */
export async function titledRows(
  resource: Resource,
  query: ListQuery,
  reader: Reader,
  key: string,
): Promise<ListPage> {
  const page = await list(resource, query, reader.caller);
  const at = columnsOf(resource, query).indexOf(key);
  if (at < 0) return page;
  return {
    ...page,
    rows: page.rows.map(([id, ...cells]): ListPage["rows"][number] => {
      const worded = (cell: CellValue, index: number): CellValue =>
        index === at && typeof cell === "string" ? listTitle(cell, reader) : cell;
      return [id, ...cells.map(worded)];
    }),
  };
}
