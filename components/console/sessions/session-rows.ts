import type { ListPage, ListQuery } from "@/lib/core/resource/description";
import { list } from "@/lib/core/resource/list";
import { sessions } from "@/lib/governance/sessions/resource";
import type { Reader } from "../reader";
import { isThisSession } from "./offers";

/** A page of sessions in which the one the reader works in says so, beside its browser. */
export async function sessionRows(query: ListQuery, reader: Reader): Promise<ListPage> {
  const page = await list(sessions, query, reader.caller);
  const column = page.columns.indexOf("browser") + 1;
  if (column === 0) return page;
  const rows = page.rows.map((row): ListPage["rows"][number] => {
    if (!isThisSession(reader, row[0])) return row;
    const [id, ...cells] = row;
    cells[column - 1] = reader.t("governance.pages.sessions.this", { browser: String(row[column]) });
    return [id, ...cells];
  });
  return { ...page, rows };
}
