import type { ReactNode, Ref } from "react";
import type { ColumnDescription } from "@/lib/core/resource/description";
import { cn } from "../ui/cn";
import { ROLE } from "./roles";

export type TableFrameProps = {
  columns: ColumnDescription[];
  label: string;
  selectable: boolean;
  previewable: boolean;
  busy?: boolean;
  tableRef?: Ref<HTMLTableElement>;
  children: ReactNode;
};

const SIDE = 40;

/** The scrolling box and the widths, the same for rows and for their skeleton, so that nothing moves between them. */
export function TableFrame(props: TableFrameProps) {
  const { columns, label, selectable, previewable, busy, tableRef, children } = props;
  const width =
    columns.reduce((sum, column) => sum + column.width, 0) +
    (selectable ? SIDE : 0) +
    (previewable ? SIDE : 0);
  return (
    <div className="relative overflow-x-clip border-line sm:rounded-md sm:border sm:bg-surface">
      {busy ? (
        <div aria-hidden className="absolute inset-x-0 top-0 z-30 h-0.5 overflow-hidden">
          <div className="h-full w-1/4 animate-slide bg-accent" />
        </div>
      ) : null}
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe scrollable-region-focusable)
        tabIndex={0}
        className="overflow-auto rounded-md focus-visible:outline-offset-[-2px] sm:max-h-[max(20rem,calc(100dvh-16rem-var(--page-about)-var(--page-tabs)))]"
      >
        <table
          ref={tableRef}
          {...ROLE.table}
          aria-label={label}
          aria-busy={busy}
          className={cn(
            "w-full table-fixed border-separate border-spacing-0 text-sm max-sm:block max-sm:min-w-0!",
            busy && "opacity-60",
          )}
          style={{ minWidth: width }}
        >
          <colgroup>
            {selectable ? <col style={{ width: SIDE }} /> : null}
            {columns.map((column) => (
              <col key={column.key} style={{ width: column.width }} />
            ))}
            {previewable ? <col style={{ width: SIDE }} /> : null}
          </colgroup>
          {children}
        </table>
      </section>
    </div>
  );
}

export const headCell =
  "sticky top-0 z-20 h-8 border-line border-b bg-sunken px-3 text-left font-medium text-ink-2 text-xs";

export const bodyCell =
  "h-row border-line border-b px-3 dense:h-row-dense group-last/row:border-b-0 sm:overflow-hidden max-sm:h-auto max-sm:border-0 max-sm:p-0";

/** What names the row stays in sight while the rest scrolls sideways. */
export const fixedCell = "bg-inherit sm:sticky sm:z-10";
export const fixedHead = "z-30! sm:sticky";

/** Where a fixed cell stands: after the boxes, when there are any. */
export function fixedLeft(selectable: boolean): string {
  return selectable ? "sm:left-10" : "sm:left-0";
}
