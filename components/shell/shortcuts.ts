"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { MenuModule } from "./types";

/** Whether a key belongs to what one is writing or choosing, so that no shortcut may take it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(
      "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=menu], [role=listbox]",
    ) !== null
  );
}

type Handlers = { menu: MenuModule[]; onPalette: () => void; onHelp: () => void };

/** ⌘K, `/`, `?` and `g` then a letter, anywhere in the console. */
export function useShortcuts({ menu, onPalette, onHelp }: Handlers): void {
  const router = useRouter();
  const going = useRef(0);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
      if (Date.now() - going.current < 1200) {
        going.current = 0;
        const item = menu.flatMap((entry) => entry.items).find(({ shortcut }) => shortcut === event.key);
        if (item) {
          event.preventDefault();
          router.push(item.href);
        }
        return;
      }
      if (event.key === "g") going.current = Date.now();
      else if (event.key === "?") onHelp();
      else if (event.key === "/") {
        event.preventDefault();
        const box = document.querySelector<HTMLInputElement>("main input[type=search]");
        if (box) box.focus();
        else onPalette();
      }
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [menu, onPalette, onHelp, router]);
}
