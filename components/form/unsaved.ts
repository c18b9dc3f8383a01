"use client";

import { useTranslations } from "next-intl";
import { useLeaveGuard } from "./leave-guard";

/** Asks before a page with changes is left, by a link or by the window. */
export function useUnsavedGuard(dirty: boolean): void {
  const t = useTranslations("core.form");
  useLeaveGuard(dirty ? t("unsaved") : null);
}
