"use client";

import type { RowSelectionState } from "@tanstack/react-table";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, Suspense, use, useCallback, useState } from "react";
import type { ListPage, ResourceDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { defaultKeys, shownColumns } from "./column-look";
import { type ListState, useListState } from "./list-state";
import { TableBoundary } from "./table-boundary";
import { TableFooter } from "./table-footer";
import { TableRows } from "./table-rows";
import { TableSkeleton } from "./table-skeleton";
import { TableToolbar } from "./table-toolbar";
import type { BulkAction, SavedViews, StartExport } from "./types";

const PreviewSheet = dynamic(() => import("./preview-sheet").then((m) => m.PreviewSheet), { ssr: false });
const BulkDialog = dynamic(() => import("./bulk-dialog").then((m) => m.BulkDialog), { ssr: false });
const CommandDialog = dynamic(() => import("../form/command-dialog").then((m) => m.CommandDialog), {
  ssr: false,
});
const BulkBar = dynamic(() => import("./bulk-bar").then((m) => m.BulkBar), { ssr: false });

export type ResourceTableProps = {
  description: ResourceDescription;
  /** A promise shows the skeleton until it is here; hand it over unawaited. */
  page: Promise<ListPage> | ListPage;
  /** Rows of a page where the URL names no number. */
  pageSize: number;
  /** The page's own path, "/ops/governance/operators". */
  basePath: string;
  /** Commands for the rows one has chosen. */
  bulkActions?: BulkAction[];
  views?: SavedViews;
  startExport?: StartExport;
  /** What to offer where there is nothing at all yet. */
  emptyTitle?: string;
  emptyDescription?: string;
  emptyAction?: ReactNode;
  /** More buttons beside views, columns and export. */
  toolbar?: ReactNode;
};

/** A resource's list: search, filters, order, pages, chosen rows, preview. Its whole state is its URL. */
export function ResourceTable(props: ResourceTableProps) {
  const { description, pageSize, basePath, views, startExport, toolbar } = props;
  const state = useListState(description, pageSize);
  const columns = shownColumns(description.columns, state.columns ?? defaultKeys(description.columns));
  const selectable = (props.bulkActions?.length ?? 0) > 0;
  return (
    <div>
      <TableToolbar
        description={description}
        state={state}
        basePath={basePath}
        views={views}
        startExport={startExport}
        extra={toolbar}
      />
      <TableBoundary page={props.page}>
        <Suspense
          fallback={<TableSkeleton columns={columns} label={description.label} selectable={selectable} />}
        >
          <Body {...props} state={state} />
        </Suspense>
      </TableBoundary>
    </div>
  );
}

function Body({
  description,
  page: given,
  state,
  bulkActions = [],
  ...rest
}: ResourceTableProps & { state: ListState }) {
  const page = "rows" in given ? given : use(given);
  const [chosen, setChosen] = useState<{ page: ListPage; rows: RowSelectionState }>({ page, rows: {} });
  const [previewed, setPreviewed] = useState<ListPage["rows"][number] | null>(null);
  // Frozen when the dialog opens: it outlives the refresh that follows its work.
  const [bulk, setBulk] = useState<{ action: BulkAction; ids: string[] } | null>(null);
  const preview = useCallback((row: ListPage["rows"][number]) => setPreviewed(row), []);
  // What was chosen on another page is not in sight any more, so it is not chosen any more.
  const selection = chosen.page === page ? chosen.rows : {};
  const ids = Object.keys(selection);

  if (page.rows.length === 0) {
    return (
      <div className="rounded-md border border-line bg-surface">
        <Nothing description={description} state={state} {...rest} />
      </div>
    );
  }
  return (
    <>
      <TableRows
        description={description}
        page={page}
        sort={state.sort}
        onSort={state.sortBy}
        busy={state.pending}
        selection={bulkActions.length > 0 ? selection : undefined}
        onSelection={(rows) => setChosen({ page, rows })}
        onPreview={preview}
      />
      <TableFooter page={page} state={state} pageSize={rest.pageSize} />
      {ids.length > 0 ? (
        <BulkBar
          actions={bulkActions}
          count={ids.length}
          onAction={(action) => setBulk({ action, ids })}
          onClear={() => setChosen({ page, rows: {} })}
        />
      ) : null}
      {bulk?.action.together ? (
        <CommandDialog
          open
          onOpenChange={() => setBulk(null)}
          spec={{
            ...bulk.action,
            defaults: { ...bulk.action.defaults, [bulk.action.idField]: bulk.ids },
          }}
        />
      ) : bulk ? (
        <BulkDialog
          action={bulk.action}
          resource={description.name}
          ids={bulk.ids}
          onClose={() => setBulk(null)}
        />
      ) : null}
      {previewed ? (
        <PreviewSheet
          description={description}
          page={page}
          row={previewed}
          actions={bulkActions}
          onAction={(action) => {
            setBulk({ action, ids: [previewed[0]] });
            setPreviewed(null);
          }}
          onClose={() => setPreviewed(null)}
        />
      ) : null}
    </>
  );
}

type NothingProps = Pick<
  ResourceTableProps,
  "description" | "emptyTitle" | "emptyDescription" | "emptyAction"
> & { state: ListState };

/** Nothing at all yet, nothing that matches, or nothing left on a page that once had rows. */
function Nothing({ description, state, emptyTitle, emptyDescription, emptyAction }: NothingProps) {
  const t = useTranslations("core.table");
  if (state.narrowed) {
    return (
      <EmptyState
        title={t("noMatch")}
        description={t("noMatchDescription")}
        action={<Button onClick={state.clear}>{t("clearFilters")}</Button>}
      />
    );
  }
  if (state.paged) {
    return (
      <EmptyState
        title={t("pageEmpty")}
        action={<Button onClick={() => state.goTo(null)}>{t("first")}</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={emptyTitle ?? t("empty", { resource: description.label })}
      description={emptyDescription ?? t("emptyDescription")}
      action={emptyAction}
    />
  );
}
