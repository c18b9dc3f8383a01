"use client";

import { useSyncExternalStore } from "react";

/**
 * Where on the technician's pages one is. They are one page with addresses of its own, because without network there is no
 * server that could draw another.
 */
const moved = "fairlead:jobs-moved";

export const home = "/jobs";

export const jobPath = (id: string): string => `${home}/${id}`;

const jobForm = /^\/jobs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

/** The job an address names; null for every other address. */
export const openJobId = (path: string): string | null => jobForm.exec(path)?.[1]?.toLowerCase() ?? null;

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(moved, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(moved, listener);
  };
}

/** @param drawn the address the server drew the page for. */
export const usePath = (drawn: string): string =>
  useSyncExternalStore(
    subscribe,
    () => location.pathname,
    () => drawn,
  );

/** Goes to another of the technician's pages. */
export function go(path: string): void {
  if (path === location.pathname) return;
  history.pushState(null, "", path);
  dispatchEvent(new Event(moved));
  scrollTo(0, 0);
}
