"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

/** Asks before a page with changes is left, by a link or by the window. */
export function useUnsavedGuard(dirty: boolean): void {
  const t = useTranslations("core.form");
  useEffect(() => {
    if (!dirty) return;
    const words = t("unsaved");
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as HTMLElement).closest("a[href]");
      if (!link || link.getAttribute("target") === "_blank" || event.metaKey || event.ctrlKey) return;
      if (confirm(words)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [dirty, t]);
}
