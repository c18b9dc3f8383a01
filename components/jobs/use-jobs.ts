"use client";

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { JobsEngine, JobsState } from "./engine";

const Context = createContext<JobsEngine | null>(null);

export const JobsProvider = Context.Provider;

export function useEngine(): JobsEngine {
  const engine = useContext(Context);
  if (!engine) throw new Error("Outside of the technician's pages.");
  return engine;
}

export function useJobs(): JobsState {
  const engine = useEngine();
  return useSyncExternalStore(engine.subscribe, engine.get, engine.getFirst);
}

/** A picture of something kept on the device; null until it is read or where there is none. */
export function useObjectUrl(read: () => Promise<Blob | null>, key: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what `read` reads
  useEffect(() => {
    let made: string | null = null;
    let over = false;
    void read()
      .catch(() => null)
      .then((blob) => {
        if (!blob || over) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      });
    return () => {
      over = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [key]);
  return url;
}
