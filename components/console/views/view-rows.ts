import type { CellValue, ListPage, ListQuery } from "@/lib/core/resource/description";
import { list } from "@/lib/core/resource/list";
import { columnsOf } from "@/lib/core/resource/query";
import { savedViews } from "@/lib/governance/saved-views/resource";
import { resources } from "@/lib/registry";
import type { Reader } from "../reader";
import { listTitle } from "../worded-rows";
import { viewWords } from "./view-words";

/** A page of saved views with the list each is of and what it keeps in words. */
export async function viewRows(query: ListQuery, reader: Reader): Promise<ListPage> {
  const columns = columnsOf(savedViews, query);
  // The list's name is read along: what a view keeps is said in the words of its list.
  const page = await list(savedViews, { ...query, columns: [...columns, "resource"] }, reader.caller);
  const rows = await Promise.all(
    page.rows.map(async ([id, ...cells]): Promise<ListPage["rows"][number]> => {
      const name = String(cells.at(-1));
      const resource = resources.get(name);
      const worded = async (key: string, cell: CellValue): Promise<CellValue> => {
        if (key === "resource") return listTitle(name, reader);
        return key === "query" && resource ? viewWords(resource, String(cell ?? ""), reader) : cell;
      };
      return [id, ...(await Promise.all(columns.map((key, index) => worded(key, cells[index] ?? null))))];
    }),
  );
  return { ...page, columns, rows };
}
