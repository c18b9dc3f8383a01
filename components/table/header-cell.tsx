"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ColumnDescription } from "@/lib/core/resource/description";
import { cn } from "../ui/cn";
import { isRight } from "./column-look";
import { ROLE } from "./roles";
import { headCell } from "./table-frame";

export type HeaderCellProps = {
  column: ColumnDescription;
  /** "key" or "-key". */
  sort: string;
  onSort: (sort: string) => void;
  className?: string;
};

/** The first press sorts words upwards and times and amounts downwards, as people mean it; the next one turns it round. */
export function HeaderCell({ column, sort, onSort, className }: HeaderCellProps) {
  const t = useTranslations("core.table");
  const up = sort === column.key;
  const down = sort === `-${column.key}`;
  const right = isRight(column);
  const state = up ? "ascending" : down ? "descending" : undefined;
  if (!column.sortable) {
    return (
      <th {...ROLE.header} scope="col" className={cn(headCell, className)}>
        <span className={cn("block truncate", right && "text-right")}>{column.label}</span>
      </th>
    );
  }
  const downFirst = column.kind === "time" || right;
  const next = up ? `-${column.key}` : down ? column.key : downFirst ? `-${column.key}` : column.key;
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <th {...ROLE.header} scope="col" aria-sort={state} className={cn(headCell, className)}>
      <button
        type="button"
        onClick={() => onSort(next)}
        title={t("sortBy", { name: column.label })}
        className={cn(
          "group/sort relative flex h-6 max-w-full cursor-pointer items-center rounded-sm hover:text-ink",
          right && "ml-auto",
          state && "text-ink",
        )}
      >
        <span className="truncate">{column.label}</span>
        <Arrow
          aria-hidden
          className={cn(
            "absolute top-1/2 size-3 -translate-y-1/2",
            right ? "-left-3" : "-right-3",
            !state && "opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60",
          )}
        />
      </button>
    </th>
  );
}
