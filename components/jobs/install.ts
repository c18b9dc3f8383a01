"use client";

import { useSyncExternalStore } from "react";

/**
 * The browser's offer to put the page on the home screen. It comes once, soon after the page was opened and whatever is on it, so
 * that it is caught at once and kept until somebody comes to where it is shown.
 */
type InstallEvent = Event & { prompt(): Promise<unknown> };

let offered: InstallEvent | null = null;
const listeners = new Set<() => void>();

function keep(event: InstallEvent | null): void {
  offered = event;
  for (const listener of listeners) listener();
}

/** Begins to wait for the offer. @returns what ends it. */
export function catchInstall(): () => void {
  const caught = (event: Event) => {
    event.preventDefault();
    keep(event as InstallEvent);
  };
  const done = () => keep(null);
  addEventListener("beforeinstallprompt", caught);
  addEventListener("appinstalled", done);
  return () => {
    removeEventListener("beforeinstallprompt", caught);
    removeEventListener("appinstalled", done);
  };
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What takes the offer up; null while there is none. A browser takes each offer once. */
export function useInstall(): (() => void) | null {
  const event = useSyncExternalStore(
    subscribe,
    () => offered,
    () => null,
  );
  return event && (() => void event.prompt().finally(() => keep(null)));
}
