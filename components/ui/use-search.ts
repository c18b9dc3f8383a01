"use client";

import { useEffect, useState } from "react";

export type SearchState<T> = { items: T[]; state: "idle" | "busy" | "done" | "failed" };

/**
 * Asks as one types: waits until the fingers rest, drops answers that come too late, and keeps the last ones on screen
 * meanwhile. `search` must be stable or wrapped in useCallback.
 */
export function useSearch<T>(
  search: (query: string, signal: AbortSignal) => Promise<T[]>,
  query: string,
  { enabled = true, delay = 150 }: { enabled?: boolean; delay?: number } = {},
): SearchState<T> {
  const [result, setResult] = useState<SearchState<T>>({ items: [], state: "idle" });
  useEffect(() => {
    if (!enabled) {
      setResult({ items: [], state: "idle" });
      return;
    }
    const control = new AbortController();
    setResult((previous) => ({ items: previous.items, state: "busy" }));
    const timer = setTimeout(
      () => {
        search(query, control.signal).then(
          (items) => {
            if (!control.signal.aborted) setResult({ items, state: "done" });
          },
          () => {
            if (!control.signal.aborted) setResult({ items: [], state: "failed" });
          },
        );
      },
      query === "" ? 0 : delay,
    );
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [search, query, enabled, delay]);
  return result;
}
