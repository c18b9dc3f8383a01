"use client";

import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilterDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import type { OverlayProps } from "../ui/lazy-overlay";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { FilterEditor } from "./filter-editor";

export type FilterPopoverProps = {
  /** One goes straight to its editor; several are chosen from first. */
  filters: FilterDescription[];
  values: Record<string, string>;
  onChange: (key: string, value: string | null) => void;
};

export function FilterPopover({
  filters,
  values,
  onChange,
  trigger,
  defaultOpen,
}: FilterPopoverProps & OverlayProps) {
  const t = useTranslations("core");
  const [open, setOpen] = useState(defaultOpen);
  const [chosen, setChosen] = useState<string | null>(null);
  const only = filters.length === 1 ? filters[0] : undefined;
  const filter = only ?? filters.find((candidate) => candidate.key === chosen);
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setChosen(null);
      }}
    >
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent label={filter?.label ?? t("table.addFilter")} className="w-72">
        {filter ? (
          <>
            <div className="flex h-10 items-center gap-1 border-line border-b px-3 font-medium text-sm">
              {only ? null : (
                <Button
                  look="ghost"
                  size="sm"
                  icon
                  className="-ml-2"
                  aria-label={t("common.back")}
                  onClick={() => setChosen(null)}
                >
                  <ChevronLeft aria-hidden />
                </Button>
              )}
              {filter.label}
            </div>
            <FilterEditor
              key={filter.key}
              filter={filter}
              value={values[filter.key]}
              onApply={(value) => {
                setOpen(false);
                setChosen(null);
                onChange(filter.key, value);
              }}
            />
          </>
        ) : (
          <ul aria-label={t("table.addFilter")} className="p-1">
            {filters.map((candidate) => (
              <li key={candidate.key}>
                <button
                  type="button"
                  className="menu-row w-full cursor-pointer text-left hover:bg-hover focus-visible:bg-hover"
                  onClick={() => setChosen(candidate.key)}
                >
                  {candidate.label}
                </button>
              </li>
            ))}
          </ul>
        )}
      </PopoverContent>
    </Popover>
  );
}
