"use client";

import { useEffect } from "react";

/**
 * Asks before a page is left, by a link or by the window.
 * @param words what a link asks in the reader's language; null where nothing would be lost. The window asks in the browser's own
 * words, where it asks at all: phones do not.
 */
export function useLeaveGuard(words: string | null): void {
  useEffect(() => {
    if (words === null) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as HTMLElement).closest("a[href]");
      if (!link || link.getAttribute("target") === "_blank" || event.metaKey || event.ctrlKey) return;
      if (confirm(words)) {
        // Once is enough where the link leads to another document.
        removeEventListener("beforeunload", onUnload);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [words]);
}
