"use client";

import { useNow as useRequestNow } from "next-intl";
import { useSyncExternalStore } from "react";

const STEP = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, STEP);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present to within ten seconds, rounded up so that nothing just made lies in the future. One timer per page. */
export function useNow(): Date {
  const request = useRequestNow();
  const stamp = useSyncExternalStore(
    subscribe,
    () => Math.ceil(Date.now() / STEP) * STEP,
    () => request.getTime(),
  );
  return new Date(stamp);
}
