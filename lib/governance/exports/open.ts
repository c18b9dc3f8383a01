import { z } from "zod";
import type { Caller } from "@/lib/core/caller";
import { type CsvCopy, copyCsv } from "@/lib/core/csv/copy";
import { byteOrderMark, csvLine } from "@/lib/core/csv/write";
import { requireSwitchedOn } from "@/lib/core/directory";
import { translator } from "@/lib/core/i18n/translate";
import type { ListQuery } from "@/lib/core/resource/description";
import { copyStatement, exportHeader } from "@/lib/core/resource/export";
import { filtered } from "@/lib/core/resource/list";
import { totalOf } from "@/lib/core/resource/total";
import { requireExport, resourceNamed } from "@/lib/governance/exports/resource-named";

/** An export's row, as far as writing its file concerns. */
export type ExportOrder = {
  id: string;
  resource: string;
  query: unknown;
  byteOrderMark: boolean;
};

const storedQuery = z.object({
  filters: z.record(z.string(), z.string()).default({}),
  q: z.string().optional(),
  sort: z.string().optional(),
  columns: z.array(z.string()).optional(),
});

export const queryOf = (order: Pick<ExportOrder, "query">): ListQuery => storedQuery.parse(order.query);

/**
 * Begins to write a list with the rights `caller` has now.
 * @throws forbidden, not_found, invalid_input when they may not, or the list can no longer be asked this way.
 */
export async function openExport(order: ExportOrder, caller: Caller): Promise<CsvCopy> {
  const resource = resourceNamed(order.resource);
  await requireSwitchedOn(resource, caller);
  requireExport(resource, caller);
  const query = queryOf(order);
  const t = await translator(caller.locale);
  const header = exportHeader(resource, query, t, {
    currencyOf: (column) => t("governance.exports.currencyOf", { column }),
    exportId: t("governance.exports.exportId"),
  });
  const begin = `${order.byteOrderMark ? byteOrderMark : ""}${csvLine(header)}`;
  return copyCsv(copyStatement(resource, query, caller, { exportId: order.id }), begin);
}

/** How many rows the file will have, as far as one can say without counting millions. */
export async function expectedRows(order: Pick<ExportOrder, "resource" | "query">, caller: Caller) {
  const resource = resourceNamed(order.resource);
  await requireSwitchedOn(resource, caller);
  return totalOf(filtered(resource, queryOf(order), caller));
}

/** `organizations-20261121-0702.csv`, UTC. */
export const exportFileName = (resource: string, at: Date): string =>
  `${resource}-${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, "").replace("T", "-")}.csv`;
