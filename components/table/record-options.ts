"use client";

import { useCallback } from "react";
import { searchResource } from "../shell/search";
import type { SearchOptions } from "../ui/option-list";

/** The records of a list, or those `among` names, to be found by name and chosen. */
export function useRecordOptions(resource: string, among?: Record<string, string>): SearchOptions {
  const only = JSON.stringify(among ?? {});
  return useCallback(
    async (query, signal) => {
      const hits = await searchResource(resource, query, signal, JSON.parse(only) as Record<string, string>);
      return hits.map(({ id, title, subtitle }) => ({
        value: id,
        label: title,
        ...(subtitle ? { help: subtitle } : {}),
      }));
    },
    [resource, only],
  );
}
