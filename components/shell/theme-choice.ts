"use client";

import { useSyncExternalStore } from "react";
import { readTheme, THEME_COOKIE, type Theme } from "@/lib/core/i18n/theme";
import { remember } from "./remember";

const CHANGED = "fairlead:theme";

/** The page says which theme it has; nothing else keeps it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    (notify) => {
      addEventListener(CHANGED, notify);
      return () => removeEventListener(CHANGED, notify);
    },
    () => readTheme(document.documentElement.dataset.theme),
    (): Theme => "system",
  );
  return [theme, applyTheme];
}

function applyTheme(theme: Theme): void {
  remember(THEME_COOKIE, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event(CHANGED));
}
