"use client";

import { type RowSelectionState, rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { PanelRightOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MouseEvent, useMemo, useRef } from "react";
import type { ListPage, ResourceDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { cn } from "../ui/cn";
import { Link } from "../ui/link";
import { Cell } from "./cell";
import { isRight, shownColumns, titleColumn } from "./column-look";
import { HeaderCell } from "./header-cell";
import { ROLE } from "./roles";
import { useRowKeys } from "./row-keys";
import { bodyCell, fixedCell, fixedHead, fixedLeft, headCell, TableFrame } from "./table-frame";

const features = tableFeatures({ rowSelectionFeature });

type Row = ListPage["rows"][number];

export type TableRowsProps = {
  description: ResourceDescription;
  page: ListPage;
  sort: string;
  onSort: (sort: string) => void;
  busy: boolean;
  /** Absent where nothing can be done with several rows. */
  selection?: RowSelectionState;
  onSelection: (selection: RowSelectionState) => void;
  onPreview: (row: Row) => void;
};

export function TableRows(props: TableRowsProps) {
  const { description, page, sort, onSort, busy, selection, onSelection, onPreview } = props;
  const t = useTranslations("core.table");
  const element = useRef<HTMLTableElement>(null);
  const shown = shownColumns(description.columns, page.columns);
  const title = titleColumn(shown);
  const columns = useMemo(
    () => page.columns.map((key, index) => ({ id: key, accessorFn: (row: Row) => row[index + 1] })),
    [page.columns],
  );
  const table = useTable({
    features,
    columns,
    data: page.rows,
    getRowId: (row) => row[0],
    state: { rowSelection: selection ?? {} },
    onRowSelectionChange: (next) => onSelection(typeof next === "function" ? next(selection ?? {}) : next),
  });
  const rows = table.getRowModel().rows;
  const act = useMemo(
    () => ({
      preview: (index: number) => {
        const row = page.rows[index];
        if (row) onPreview(row);
      },
      select: (index: number) => {
        if (selection) rows[index]?.toggleSelected();
      },
    }),
    [page.rows, onPreview, selection, rows],
  );
  useRowKeys(element, act);

  /** A press beside everything pressable previews the row; one that marked words does not. */
  function onRowClick(event: MouseEvent, row: Row) {
    const target = event.target as HTMLElement;
    if (target.closest("a, button, input, label") || getSelection()?.toString()) return;
    onPreview(row);
  }

  return (
    <TableFrame
      columns={shown}
      label={description.label}
      selectable={selection !== undefined}
      previewable
      busy={busy}
      tableRef={element}
    >
      <thead {...ROLE.group} className="max-sm:sr-only">
        <tr {...ROLE.row}>
          {selection ? (
            <th {...ROLE.header} scope="col" className={cn(headCell, fixedHead, "left-0")}>
              <Checkbox
                aria-label={t("selectAll")}
                checked={table.getIsSomeRowsSelected() ? "indeterminate" : table.getIsAllRowsSelected()}
                onCheckedChange={(checked) => table.toggleAllRowsSelected(checked)}
              />
            </th>
          ) : null}
          {shown.map((column, index) => (
            <HeaderCell
              key={column.key}
              column={column}
              sort={sort}
              onSort={onSort}
              className={
                index === 0 && column === title
                  ? cn(fixedHead, fixedLeft(selection !== undefined))
                  : undefined
              }
            />
          ))}
          <th {...ROLE.header} scope="col" className={headCell}>
            <span className="sr-only">{t("preview")}</span>
          </th>
        </tr>
      </thead>
      <tbody {...ROLE.group} className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={row.id}
            {...ROLE.row}
            data-row
            tabIndex={-1}
            onClick={(event) => onRowClick(event, row.original)}
            className={cn(
              "group/row -outline-offset-2 max-sm:relative max-sm:mb-2 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-2 max-sm:rounded-md max-sm:border max-sm:border-line max-sm:p-3",
              row.getIsSelected() ? "bg-accent-soft" : "bg-surface focus-within:bg-hover hover:bg-hover",
            )}
          >
            {selection ? (
              <td
                {...ROLE.cell}
                className={cn(bodyCell, fixedCell, "sm:left-0 max-sm:absolute max-sm:top-3.5 max-sm:right-3")}
              >
                <Checkbox
                  aria-label={t("select")}
                  checked={row.getIsSelected()}
                  onCheckedChange={(checked) => row.toggleSelected(checked)}
                />
              </td>
            ) : null}
            {shown.map((column, index) => {
              const value = row.original[page.columns.indexOf(column.key) + 1];
              const cell = <Cell column={column} value={value} />;
              const head = column === title;
              return (
                <td
                  key={column.key}
                  {...ROLE.cell}
                  className={cn(
                    bodyCell,
                    isRight(column) && "sm:text-right",
                    head && index === 0 && cn(fixedCell, fixedLeft(selection !== undefined)),
                    // Nothing would stand below its name.
                    column.kind === "boolean" && column.tone && !value && "max-sm:hidden",
                    head && "max-sm:order-first max-sm:col-span-2 max-sm:pr-8 max-sm:text-base",
                  )}
                >
                  {head ? null : (
                    <span aria-hidden className="block text-ink-3 text-xs sm:hidden">
                      {column.label}
                    </span>
                  )}
                  {column.link && description.recordHref && value !== null ? (
                    <Link
                      href={description.recordHref.replace(":id", row.id)}
                      className="block truncate rounded-sm font-medium text-ink underline-offset-2 hover:text-accent hover:underline"
                    >
                      {cell}
                    </Link>
                  ) : (
                    cell
                  )}
                </td>
              );
            })}
            <td {...ROLE.cell} className={cn(bodyCell, "px-1! max-sm:hidden")}>
              <Button
                look="ghost"
                size="sm"
                icon
                aria-label={t("preview")}
                title={t("preview")}
                onClick={() => onPreview(row.original)}
                className="opacity-0 focus-visible:opacity-100 group-focus-within/row:opacity-100 group-hover/row:opacity-100 dense:h-6!"
              >
                <PanelRightOpen aria-hidden />
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
