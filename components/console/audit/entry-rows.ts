import type { ListPage, ListQuery } from "@/lib/core/resource/description";
import { list } from "@/lib/core/resource/list";
import { columnsOf } from "@/lib/core/resource/query";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { actorName } from "../actor-name";
import type { Reader } from "../reader";

/** A page of the trail with the product's own doings called by their names. */
export async function entryRows(query: ListQuery, { caller, t }: Reader): Promise<ListPage> {
  const columns = columnsOf(auditEntries, query);
  // The kind is read along: only it tells the product from a person with the same name.
  const page = await list(auditEntries, { ...query, columns: [...columns, "actorType"] }, caller);
  const rows = page.rows.map(([id, ...cells]): ListPage["rows"][number] => {
    const actorType = String(cells.at(-1));
    const shown = columns.map((key, index) =>
      key === "actor" ? actorName({ actorType, actor: String(cells[index]) }, t) : (cells[index] ?? null),
    );
    return [id, ...shown];
  });
  return { ...page, columns, rows };
}
