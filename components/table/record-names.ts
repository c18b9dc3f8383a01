"use client";

import { useEffect, useState } from "react";
import { nameRecords } from "../shell/search";
import { shortId } from "../ui/short-id";

const known = new Map<string, string>();

export function rememberName(resource: string, id: string, name: string): void {
  known.set(`${resource} ${id}`, name);
}

/** The names of records known by id, comma-separated; until they are here, short ids. */
export function useRecordNames(resource: string | undefined, value: string): string[] {
  const [, redraw] = useState(0);
  const ids = value.split(",").filter(Boolean);
  const missing = resource ? ids.filter((id) => !known.has(`${resource} ${id}`)).join(",") : "";
  useEffect(() => {
    if (!resource || missing === "") return;
    const control = new AbortController();
    nameRecords(resource, missing.split(","), control.signal).then(
      (hits) => {
        for (const hit of hits) rememberName(resource, hit.id, hit.title);
        redraw((count) => count + 1);
      },
      // Short ids stay on screen, which is honest.
      () => undefined,
    );
    return () => control.abort();
  }, [resource, missing]);
  return ids.map((id) => (resource && known.get(`${resource} ${id}`)) || shortId(id));
}
