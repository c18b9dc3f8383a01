"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { CellValue, ListPage, ResourceDescription } from "@/lib/core/resource/description";
import { Icon } from "../shell/icon";
import { Button } from "../ui/button";
import { CopyableId } from "../ui/copyable-id";
import { Link } from "../ui/link";
import { Sheet, SheetContent } from "../ui/sheet";
import { Skeleton } from "../ui/skeleton";
import { Cell } from "./cell";
import { titleColumn } from "./column-look";
import type { BulkAction } from "./types";

export type PreviewSheetProps = {
  description: ResourceDescription;
  page: ListPage;
  row: ListPage["rows"][number];
  /** What can be done with a row; those that fit this one get a button. */
  actions: BulkAction[];
  onAction: (action: BulkAction) => void;
  onClose: () => void;
};

type Loaded = { values: Record<string, CellValue> | null; failed: boolean };

/** One row at length: what the list knows at once, and the rest as soon as it is here. */
export function PreviewSheet({ description, page, row, actions, onAction, onClose }: PreviewSheetProps) {
  const t = useTranslations("core");
  const id = row[0];
  const [loaded, setLoaded] = useState<Loaded>({ values: null, failed: false });

  useEffect(() => {
    const control = new AbortController();
    setLoaded({ values: null, failed: false });
    fetch(`/api/v1/${description.name}/${encodeURIComponent(id)}`, { signal: control.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`answered ${response.status}`);
        const body = (await response.json()) as { data: Record<string, CellValue> };
        setLoaded({ values: body.data, failed: false });
      })
      .catch(() => {
        if (!control.signal.aborted) setLoaded({ values: null, failed: true });
      });
    return () => control.abort();
  }, [description.name, id]);

  const inRow = (key: string): CellValue | undefined => {
    const index = page.columns.indexOf(key);
    return index === -1 ? undefined : row[index + 1];
  };
  const fitting = actions.filter(({ inPreview }) => {
    if (!inPreview) return false;
    const value = loaded.values?.[inPreview.column] ?? inRow(inPreview.column);
    return typeof value === "string" && inPreview.values.includes(value);
  });
  const title = titleColumn(description.columns);
  const name = title ? inRow(title.key) : undefined;

  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={typeof name === "string" || typeof name === "number" ? String(name) : description.label}
        description={description.label}
        footer={
          description.recordHref || fitting.length > 0 ? (
            <>
              {fitting.map((action) => (
                <Button
                  key={action.command}
                  look={action.danger ? "danger-quiet" : "secondary"}
                  aria-haspopup="dialog"
                  onClick={() => onAction(action)}
                >
                  {action.icon ? <Icon name={action.icon} /> : null}
                  {action.label}
                </Button>
              ))}
              {description.recordHref ? (
                <Button asChild>
                  <Link href={description.recordHref.replace(":id", id)}>{t("table.openPage")}</Link>
                </Button>
              ) : null}
            </>
          ) : undefined
        }
      >
        <dl className="divide-y divide-line px-4">
          {description.columns.map((column) => {
            const value = loaded.values?.[column.key] ?? inRow(column.key);
            return (
              <div
                key={column.key}
                className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-3 py-2 text-sm"
              >
                <dt className="text-ink-3">{column.label}</dt>
                <dd className="min-w-0">
                  {value === undefined && loaded.values === null && !loaded.failed ? (
                    <Skeleton className="w-2/3" />
                  ) : (
                    <Cell column={column} value={value} full />
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
        {description.columns.some((column) => column.kind === "id") ? null : (
          <div className="border-line border-t px-4 py-3">
            <CopyableId id={id} full />
          </div>
        )}
        {loaded.failed ? (
          <p role="alert" className="mx-4 mb-4 rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
            {t("table.previewFailed")}
          </p>
        ) : null}
      </SheetContent>
    </Sheet>
  );
}
