"use client";

import { useCallback } from "react";
import { searchResource } from "../shell/search";
import type { SearchOptions } from "../ui/option-list";

/** The records of a list, to be found by name and chosen. */
export function useRecordOptions(resource: string): SearchOptions {
  return useCallback(
    async (query, signal) => {
      const hits = await searchResource(resource, query, signal);
      return hits.map(({ id, title, subtitle }) => ({
        value: id,
        label: title,
        ...(subtitle ? { help: subtitle } : {}),
      }));
    },
    [resource],
  );
}
