import type { ReactNode } from "react";
import { Cell } from "@/components/table/cell";
import { isRight } from "@/components/table/column-look";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Resource } from "@/lib/core/resource";
import { describeResource } from "@/lib/core/resource/describe";
import type { CellValue } from "@/lib/core/resource/description";
import { list } from "@/lib/core/resource/list";
import { listHref, mayRead } from "./figures";
import type { Reader } from "./reader";

export type RelatedListProps = {
  reader: Reader;
  resource: Resource;
  /** What ties the rows to the record on whose page they stand. */
  filters: Record<string, string>;
  columns: string[];
  title?: string;
  /** Path of the whole list below the panel; the resource's own when left out. */
  path?: string;
  actions?: ReactNode;
  /** What stands at the end of a row: what can be done with it, or a mark. The cells are those of `columns`. */
  rowEnd?: (id: string, cells: readonly CellValue[]) => ReactNode;
  /** Drawn only when there is something: on a record on which much may hang. */
  hideEmpty?: boolean;
};

const shownRows = 8;

/** The newest rows of another list that belong to this record, and the way to all of them. */
export async function RelatedList({
  reader,
  resource,
  filters,
  columns,
  title,
  path,
  actions,
  rowEnd,
  hideEmpty = false,
}: RelatedListProps) {
  if (!mayRead(resource, reader)) return null;
  const { caller, t, panel } = reader;
  const description = describeResource(resource, caller, t, panel);
  const page = await list(resource, { filters, columns, limit: shownRows }, caller);
  if (hideEmpty && page.rows.length === 0) return null;
  const shown = columns.flatMap((key) => description.columns.find((column) => column.key === key) ?? []);
  const { count, exact } = page.total;
  return (
    <Card
      flush
      title={
        <>
          {title ?? description.label}{" "}
          <span className="figures font-normal text-ink-3 text-sm">
            {exact ? null : "≈"}
            <NumberText value={count} />
          </span>
        </>
      }
      actions={
        <>
          {actions}
          {count > page.rows.length ? (
            <Link
              href={listHref(reader, path ?? `${resource.module}/${resource.name}`, filters)}
              className="text-accent text-sm hover:underline"
            >
              {t("core.console.list.showAll")}
            </Link>
          ) : null}
        </>
      }
    >
      {page.rows.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t("core.console.list.none")}</p>
      ) : (
        <Table aria-label={title ?? description.label}>
          <TableHead>
            <tr>
              {shown.map((column) => (
                <TableHeader key={column.key} align={isRight(column) ? "right" : "left"}>
                  {column.label}
                </TableHeader>
              ))}
              {rowEnd ? (
                <TableHeader>
                  <span className="sr-only">{t("core.record.actions")}</span>
                </TableHeader>
              ) : null}
            </tr>
          </TableHead>
          <TableBody>
            {page.rows.map(([id, ...cells]) => (
              <TableRow key={id}>
                {shown.map((column, index) => (
                  <TableCell
                    key={column.key}
                    align={isRight(column) ? "right" : "left"}
                    className="max-w-72 whitespace-nowrap"
                  >
                    {column.link && description.recordHref ? (
                      <Link
                        href={description.recordHref.replace(":id", id)}
                        className="block truncate font-medium hover:text-accent hover:underline"
                      >
                        <Cell column={column} value={cells[index] ?? null} />
                      </Link>
                    ) : (
                      <Cell column={column} value={cells[index] ?? null} />
                    )}
                  </TableCell>
                ))}
                {rowEnd ? (
                  <TableCell align="right" className="whitespace-nowrap">
                    {rowEnd(id, cells)}
                  </TableCell>
                ) : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
