import type { ColumnDescription } from "@/lib/core/resource/description";
import { Skeleton } from "../ui/skeleton";
import { isRight } from "./column-look";
import { bodyCell, headCell, TableFrame } from "./table-frame";

export type TableSkeletonProps = {
  columns: ColumnDescription[];
  label: string;
  selectable: boolean;
  rows?: number;
};

const LENGTHS = ["w-3/4", "w-1/2", "w-2/3", "w-5/6", "w-3/5"];

/** The rows to come, in their columns' widths. */
export function TableSkeleton({ columns, label, selectable, rows = 12 }: TableSkeletonProps) {
  return (
    <TableFrame columns={columns} label={label} selectable={selectable} previewable busy>
      <thead className="max-sm:sr-only">
        <tr>
          {selectable ? <th className={headCell} aria-hidden /> : null}
          {columns.map((column) => (
            <th key={column.key} scope="col" className={headCell}>
              <span className={isRight(column) ? "block text-right" : "block truncate"}>{column.label}</span>
            </th>
          ))}
          <th className={headCell} aria-hidden />
        </tr>
      </thead>
      <tbody aria-hidden className="max-sm:block">
        {Array.from({ length: rows }, (_, row) => (
          <tr
            // biome-ignore lint/suspicious/noArrayIndexKey: rows that are not there have nothing but their place
            key={row}
            className="group/row max-sm:mb-2 max-sm:grid max-sm:grid-cols-2 max-sm:gap-2 max-sm:rounded-md max-sm:border max-sm:border-line max-sm:bg-surface max-sm:p-3"
          >
            {selectable ? (
              <td className={bodyCell}>
                <Skeleton className="size-4" />
              </td>
            ) : null}
            {columns.map((column, index) => (
              <td key={column.key} className={bodyCell}>
                <Skeleton
                  className={`${LENGTHS[(row + index) % LENGTHS.length]} ${isRight(column) ? "sm:ml-auto" : ""}`}
                />
              </td>
            ))}
            <td className={bodyCell} />
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
