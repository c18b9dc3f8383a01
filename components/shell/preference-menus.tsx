"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { LOCALE_COOKIE, LOCALES } from "@/lib/core/i18n/locale";
import { THEMES, type Theme } from "@/lib/core/i18n/theme";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import type { OverlayProps } from "../ui/lazy-overlay";
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

export function LanguageMenu({ trigger, defaultOpen }: OverlayProps) {
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        <LanguageRadios />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

export function ThemeMenu({ trigger, defaultOpen }: OverlayProps) {
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent>
        <ThemeRadios />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
