"use client";

import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { LazyOverlay } from "../ui/lazy-overlay";
import { useTheme } from "./theme-choice";

const loadLanguages = () => import("./preference-menus").then((module) => module.LanguageMenu);
const loadThemes = () => import("./preference-menus").then((module) => module.ThemeMenu);

/** Also stands alone, on pages without the shell (sign-in, public booking). */
export function LanguageSwitch({ className }: { className?: string }) {
  const t = useTranslations("core.shell");
  return (
    <LazyOverlay
      load={loadLanguages}
      props={{}}
      trigger={
        <Button look="ghost" icon aria-label={t("language")} title={t("language")} className={className}>
          <Languages aria-hidden />
        </Button>
      }
    />
  );
}

const THEME_ICON = { system: Monitor, light: Sun, dark: Moon };

export function ThemeSwitch({ className }: { className?: string }) {
  const t = useTranslations("core.shell");
  const [theme] = useTheme();
  const Shape = THEME_ICON[theme];
  return (
    <LazyOverlay
      load={loadThemes}
      props={{}}
      trigger={
        <Button look="ghost" icon aria-label={t("theme")} title={t("theme")} className={className}>
          <Shape aria-hidden />
        </Button>
      }
    />
  );
}
