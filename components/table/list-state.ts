"use client";

import {
  createParser,
  debounce,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  type SingleParserBuilder,
  useQueryStates,
} from "nuqs";
import { useMemo, useTransition } from "react";
import type { ResourceDescription } from "@/lib/core/resource/description";

export const PAGE_SIZES = [25, 50, 100, 200];

/** An empty parameter is no parameter. */
const text = createParser({
  parse: (value: string) => (value === "" ? null : value),
  serialize: (value: string) => value,
});

const FIXED = {
  q: text,
  sort: parseAsString,
  cursor: parseAsString,
  limit: parseAsInteger,
  columns: parseAsArrayOf(parseAsString),
};

export type ListState = {
  q: string;
  sort: string;
  limit: number;
  /** Keys of the columns chosen, or null for the resource's own choice. */
  columns: string[] | null;
  filters: Record<string, string>;
  /** Whether anything narrows the list. */
  narrowed: boolean;
  /** Past the first page. */
  paged: boolean;
  /** The rows on screen are about to be replaced. */
  pending: boolean;
  search: (q: string) => void;
  sortBy: (sort: string | null) => void;
  goTo: (cursor: string | null) => void;
  resize: (limit: number) => void;
  chooseColumns: (columns: string[] | null) => void;
  filter: (key: string, value: string | null) => void;
  clear: () => void;
};

/**
 * A table's whole state, which is its URL: sent to a colleague it shows the same. Every change but paging starts again at
 * the first page, because a cursor belongs to one order of one set of rows.
 * @param pageSize rows of a page where the URL names no number.
 */
export function useListState(description: ResourceDescription, pageSize: number): ListState {
  const [pending, startTransition] = useTransition();
  const keys = useMemo(() => {
    const filters: Record<string, SingleParserBuilder<string>> = {};
    for (const filter of description.filters) filters[filter.key] = text;
    return { filters, all: { ...filters, ...FIXED } };
  }, [description.filters]);
  const [values, set] = useQueryStates(keys.all, {
    shallow: false,
    history: "push",
    scroll: false,
    startTransition,
  });

  const filters: Record<string, string> = {};
  for (const key of Object.keys(keys.filters)) {
    const value = (values as Record<string, unknown>)[key];
    if (typeof value === "string") filters[key] = value;
  }
  const change = (next: Record<string, unknown>) =>
    void set({ cursor: null, ...next } as Parameters<typeof set>[0]);
  const noFilters = Object.fromEntries(Object.keys(keys.filters).map((key) => [key, null]));

  return {
    q: values.q ?? "",
    sort: values.sort ?? description.defaultSort,
    limit: values.limit ?? pageSize,
    columns: values.columns,
    filters,
    narrowed: values.q !== null || Object.keys(filters).length > 0,
    paged: values.cursor !== null,
    pending,
    search: (q) =>
      void set({ cursor: null, q: q.trim() === "" ? null : q } as Parameters<typeof set>[0], {
        history: "replace",
        limitUrlUpdates: debounce(q === "" ? 0 : 250),
      }),
    sortBy: (sort) => change({ sort: sort === description.defaultSort ? null : sort }),
    goTo: (cursor) => change({ cursor }),
    resize: (limit) => change({ limit: limit === pageSize ? null : limit }),
    chooseColumns: (columns) => void set({ columns } as Parameters<typeof set>[0], { history: "replace" }),
    filter: (key, value) => change({ [key]: value === "" ? null : value }),
    clear: () => change({ ...noFilters, q: null }),
  };
}
