"use client";

import { Bookmark, Columns3, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ResourceDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { LazyOverlay } from "../ui/lazy-overlay";
import { FilterBar } from "./filter-bar";
import type { ListState } from "./list-state";
import { SearchBox } from "./search-box";
import type { SavedViews, StartExport } from "./types";

const loadColumns = () => import("./columns-popover").then((module) => module.ColumnsPopover);
const loadViews = () => import("./views-popover").then((module) => module.ViewsPopover);
const loadExport = () => import("./export-dialog").then((module) => module.ExportDialog);

export type TableToolbarProps = {
  description: ResourceDescription;
  state: ListState;
  basePath: string;
  views?: SavedViews;
  startExport?: StartExport;
  extra?: ReactNode;
};

export function TableToolbar({ description, state, basePath, views, startExport, extra }: TableToolbarProps) {
  const t = useTranslations("core.table");
  return (
    <div className="mb-2 flex flex-wrap items-start gap-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:contents">
        {description.searchable ? (
          <SearchBox label={description.label} value={state.q} onSearch={state.search} />
        ) : null}
        <FilterBar filters={description.filters} state={state} />
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {extra}
        {views ? (
          <LazyOverlay
            load={loadViews}
            popup="dialog"
            props={{ views, basePath }}
            trigger={
              <Button look="ghost">
                <Bookmark aria-hidden />
                <span className="max-lg:sr-only">{t("views")}</span>
              </Button>
            }
          />
        ) : null}
        <LazyOverlay
          load={loadColumns}
          popup="dialog"
          props={{ description, state }}
          trigger={
            <Button look="ghost">
              <Columns3 aria-hidden />
              <span className="max-lg:sr-only">{t("columns")}</span>
            </Button>
          }
        />
        {description.exportable && startExport ? (
          <LazyOverlay
            load={loadExport}
            popup="dialog"
            props={{ description, columns: state.columns, start: startExport }}
            trigger={
              <Button look="ghost">
                <Download aria-hidden />
                <span className="max-lg:sr-only">{t("export")}</span>
              </Button>
            }
          />
        ) : null}
      </div>
    </div>
  );
}
