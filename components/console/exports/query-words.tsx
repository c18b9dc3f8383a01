"use client";

import { useTranslations } from "next-intl";
import { useFilterWords } from "@/components/table/filter-words";
import type { FilterDescription } from "@/lib/core/resource/description";

export type QueryWordsProps = {
  list: string;
  search?: string;
  filters: { filter: FilterDescription; value: string }[];
  sort: { label: string; descending: boolean };
  /** Labels of the columns in their order; without it all that the list shows. */
  columns?: string[];
};

/** A list as it was asked for, said in the words of its page. */
export function QueryWords({ list, search, filters, sort, columns }: QueryWordsProps) {
  const t = useTranslations("core.console.exported");
  const table = useTranslations("core.table");
  return (
    <dl className="divide-y divide-line">
      <Line label={t("list")}>{list}</Line>
      {search ? <Line label={t("search")}>{t("words", { search })}</Line> : null}
      {filters.map(({ filter, value }) => (
        <Line key={filter.key} label={filter.label}>
          <FilterWords filter={filter} value={value} />
        </Line>
      ))}
      {search || filters.length > 0 ? null : <Line label={t("filters")}>{t("everything")}</Line>}
      <Line label={t("sort")}>
        {sort.label} ({table(sort.descending ? "sortedDescending" : "sortedAscending")})
      </Line>
      <Line label={t("columns")}>{columns?.join(", ") ?? t("standardColumns")}</Line>
    </dl>
  );
}

function FilterWords({ filter, value }: { filter: FilterDescription; value: string }) {
  return useFilterWords(filter, value);
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(6.5rem,1fr)_minmax(0,3fr)] gap-x-3 px-4 py-2 text-sm">
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
