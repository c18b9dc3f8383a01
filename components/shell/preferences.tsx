"use client";

import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { LOCALE_COOKIE, LOCALES } from "@/lib/core/i18n/locale";
import { THEMES, type Theme } from "@/lib/core/i18n/theme";
import { Button } from "../ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { remember } from "./remember";
import { useTheme } from "./theme-choice";

/** A language calls itself by its own name, whatever is spoken now. */
const ENDONYMS: Record<(typeof LOCALES)[number], string> = { en: "English", zh: "简体中文" };

export function LanguageRadios() {
  const t = useTranslations("core.shell");
  const locale = useLocale();
  const router = useRouter();
  return (
    <>
      <DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
      <DropdownMenuRadioGroup
        value={locale}
        onValueChange={(chosen) => {
          remember(LOCALE_COOKIE, chosen);
          router.refresh();
        }}
      >
        {LOCALES.map((value) => (
          <DropdownMenuRadioItem key={value} value={value} lang={value}>
            {ENDONYMS[value]}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}

export function ThemeRadios() {
  const t = useTranslations("core.shell");
  const [theme, setTheme] = useTheme();
  return (
    <>
      <DropdownMenuLabel>{t("theme")}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
        {THEMES.map((value) => (
          <DropdownMenuRadioItem key={value} value={value}>
            {t(`themes.${value}`)}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}

/** Also stands alone, on pages without the shell (sign-in, public booking). */
export function LanguageSwitch({ className }: { className?: string }) {
  const t = useTranslations("core.shell");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button look="ghost" icon aria-label={t("language")} title={t("language")} className={className}>
          <Languages aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <LanguageRadios />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const THEME_ICON = { system: Monitor, light: Sun, dark: Moon };

export function ThemeSwitch({ className }: { className?: string }) {
  const t = useTranslations("core.shell");
  const [theme] = useTheme();
  const Shape = THEME_ICON[theme];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button look="ghost" icon aria-label={t("theme")} title={t("theme")} className={className}>
          <Shape aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <ThemeRadios />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
