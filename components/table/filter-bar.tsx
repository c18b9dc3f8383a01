"use client";

import { ListFilter, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FilterDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { LazyOverlay } from "../ui/lazy-overlay";
import { useFilterWords } from "./filter-words";
import type { ListState } from "./list-state";

const load = () => import("./filter-popover").then((module) => module.FilterPopover);

export type FilterBarProps = { filters: FilterDescription[]; state: ListState };

/** What narrows the list, each filter a chip that opens its editor. */
export function FilterBar({ filters, state }: FilterBarProps) {
  const t = useTranslations("core.table");
  const active = filters.filter((filter) => state.filters[filter.key] !== undefined);
  const rest = filters.filter((filter) => state.filters[filter.key] === undefined);
  return (
    <>
      {active.map((filter) => (
        <Chip key={filter.key} filter={filter} value={state.filters[filter.key]!} onChange={state.filter} />
      ))}
      {rest.length > 0 ? (
        <LazyOverlay
          load={load}
          popup="dialog"
          props={{ filters: rest, values: state.filters, onChange: state.filter }}
          trigger={
            <Button look="ghost" className="border-dashed! border-line-strong!">
              <ListFilter aria-hidden />
              {t("filter")}
            </Button>
          }
        />
      ) : null}
      {active.length > 1 ? (
        <Button look="link" onClick={state.clear}>
          {t("clearFilters")}
        </Button>
      ) : null}
    </>
  );
}

type ChipProps = {
  filter: FilterDescription;
  value: string;
  onChange: (key: string, value: string | null) => void;
};

function Chip({ filter, value, onChange }: ChipProps) {
  const t = useTranslations("core.table");
  const words = useFilterWords(filter, value);
  return (
    <span className="inline-flex h-8 max-w-full items-center rounded-md border border-line-strong bg-surface text-sm pointer-coarse:h-11">
      <LazyOverlay
        load={load}
        popup="dialog"
        props={{ filters: [filter], values: { [filter.key]: value }, onChange }}
        trigger={
          <button
            type="button"
            className="flex h-full min-w-0 cursor-pointer items-center gap-1.5 rounded-l-md pr-1.5 pl-2.5 hover:bg-hover"
          >
            <span className="shrink-0 text-ink-3">{filter.label}</span>
            <span className="truncate font-medium">{words}</span>
          </button>
        }
      />
      <button
        type="button"
        aria-label={t("removeFilter", { name: filter.label })}
        onClick={() => onChange(filter.key, null)}
        className="grid h-full w-7 shrink-0 cursor-pointer place-items-center rounded-r-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:w-10"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
