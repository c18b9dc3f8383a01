"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/core/i18n/format";
import type { ListPage } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import { type ListState, PAGE_SIZES } from "./list-state";

export type TableFooterProps = { page: ListPage; state: ListState; pageSize: number };

/** How many rows there are, said as exactly as it is known, and the way through them. */
export function TableFooter({ page, state, pageSize }: TableFooterProps) {
  const t = useTranslations("core.table");
  const locale = useLocale();
  const { count, exact } = page.total;
  const formatted = formatNumber(count, locale);
  const sizes = [...new Set([...PAGE_SIZES, pageSize, state.limit])].sort((a, b) => a - b);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 bg-canvas py-2 text-ink-2 text-sm sm:sticky sm:bottom-0 sm:z-10">
      <p className="figures" role="status">
        {exact ? t("total", { count, formatted }) : t("about", { formatted })}
      </p>
      <div className="ml-auto flex items-center gap-3">
        <div className="flex items-center gap-2 max-sm:hidden">
          <span aria-hidden className="whitespace-nowrap text-ink-3">
            {t("perPage")}
          </span>
          <Select
            aria-label={t("perPage")}
            className="w-18"
            value={String(state.limit)}
            onChange={(event) => state.resize(Number(event.target.value))}
            options={sizes.map((size) => ({ value: String(size), label: String(size) }))}
          />
        </div>
        <div className="flex items-center gap-1">
          <Button
            look="ghost"
            icon
            aria-label={t("first")}
            title={t("first")}
            disabled={!state.paged}
            onClick={() => state.goTo(null)}
          >
            <ChevronsLeft aria-hidden />
          </Button>
          <Button
            icon
            aria-label={t("previous")}
            title={t("previous")}
            disabled={page.previousCursor === null}
            onClick={() => state.goTo(page.previousCursor)}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Button
            icon
            aria-label={t("next")}
            title={t("next")}
            disabled={page.nextCursor === null}
            onClick={() => state.goTo(page.nextCursor)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </div>
      </div>
    </div>
  );
}
