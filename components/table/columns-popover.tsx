"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { ResourceDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Label } from "../ui/label";
import type { OverlayProps } from "../ui/lazy-overlay";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { Select } from "../ui/select";
import { defaultKeys } from "./column-look";
import { useDensity } from "./density";
import type { ListState } from "./list-state";

export type ColumnsPopoverProps = { description: ResourceDescription; state: ListState };

/** Which columns, how high the rows, and on a phone, where no header stands, in which order. */
export function ColumnsPopover({
  description,
  state,
  trigger,
  defaultOpen,
}: ColumnsPopoverProps & OverlayProps) {
  const t = useTranslations("core.table");
  const id = useId();
  const [density, setDensity] = useDensity();
  const standard = defaultKeys(description.columns);
  const chosen = state.columns ?? standard;

  function choose(key: string, on: boolean) {
    const next = description.columns
      .map((column) => column.key)
      .filter((one) => (one === key ? on : chosen.includes(one)));
    if (next.length === 0) return;
    state.chooseColumns(next.join() === standard.join() ? null : next);
  }

  return (
    <Popover defaultOpen={defaultOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent label={t("columns")} align="end" className="w-64">
        <fieldset className="p-2">
          <legend className="sr-only">{t("columns")}</legend>
          {description.columns.map((column) => (
            <label
              key={column.key}
              htmlFor={`${id}${column.key}`}
              className="flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
            >
              <Checkbox
                id={`${id}${column.key}`}
                checked={chosen.includes(column.key)}
                disabled={chosen.length === 1 && chosen[0] === column.key}
                onCheckedChange={(on) => choose(column.key, on)}
              />
              <span className="min-w-0 truncate">{column.label}</span>
            </label>
          ))}
          {state.columns ? (
            <Button look="link" size="sm" className="mt-1 ml-1" onClick={() => state.chooseColumns(null)}>
              {t("resetColumns")}
            </Button>
          ) : null}
        </fieldset>
        <div className="flex items-center gap-2 border-line border-t p-3 max-sm:hidden">
          <Label htmlFor={`${id}density`} className="flex-1">
            {t("density")}
          </Label>
          <Select
            id={`${id}density`}
            className="w-32"
            value={density}
            onChange={(event) => setDensity(event.target.value === "dense" ? "dense" : "comfortable")}
            options={[
              { value: "comfortable", label: t("comfortable") },
              { value: "dense", label: t("dense") },
            ]}
          />
        </div>
        <div className="flex flex-col gap-1 border-line border-t p-3 sm:hidden">
          <Label htmlFor={`${id}sort`}>{t("sort")}</Label>
          <Select
            id={`${id}sort`}
            value={state.sort}
            onChange={(event) => state.sortBy(event.target.value)}
            options={description.columns
              .filter((column) => column.sortable)
              .flatMap((column) => [
                { value: column.key, label: `${column.label} ↑` },
                { value: `-${column.key}`, label: `${column.label} ↓` },
              ])}
          />
        </div>
      </PopoverContent>
    </Popover>
  );
}
