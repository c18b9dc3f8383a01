"use client";

import { useSyncExternalStore } from "react";
import { DENSITY_COOKIE, type Density } from "@/lib/core/i18n/theme";
import { remember } from "../shell/remember";

const CHANGED = "fairlead:density";

/** The row height of every table; the page carries it, the cookie remembers it. */
export function useDensity(): [Density, (density: Density) => void] {
  const density = useSyncExternalStore(
    (notify) => {
      addEventListener(CHANGED, notify);
      return () => removeEventListener(CHANGED, notify);
    },
    (): Density => (document.documentElement.dataset.density === "dense" ? "dense" : "comfortable"),
    (): Density => "comfortable",
  );
  return [density, applyDensity];
}

function applyDensity(density: Density): void {
  remember(DENSITY_COOKIE, density);
  if (density === "dense") document.documentElement.dataset.density = density;
  else delete document.documentElement.dataset.density;
  dispatchEvent(new Event(CHANGED));
}
