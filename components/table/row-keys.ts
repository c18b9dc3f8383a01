"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "../shell/shortcuts";

/**
 * j and k move through the rows, Enter opens, p previews, x selects. The focused row is the current one; there is no other
 * notion of it, so a screen reader and the eye are always in the same place.
 */
export function useRowKeys(
  table: RefObject<HTMLTableElement | null>,
  act: { preview: (index: number) => void; select: (index: number) => void },
): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target))
        return;
      if (!table.current || document.querySelector("[role=dialog], [role=alertdialog]")) return;
      const rows = [...table.current.querySelectorAll<HTMLElement>("tr[data-row]")];
      const here = rows.findIndex((row) => row.contains(document.activeElement));
      if (event.key === "j" || event.key === "k") {
        const next = here === -1 ? 0 : here + (event.key === "j" ? 1 : -1);
        rows[next]?.focus();
        rows[next]?.scrollIntoView({ block: "nearest" });
      } else if (here === -1) {
        return;
      } else if (event.key === "Enter" && document.activeElement === rows[here]) {
        const link = rows[here]?.querySelector("a");
        if (link) link.click();
        else act.preview(here);
      } else if (event.key === "p") act.preview(here);
      else if (event.key === "x") act.select(here);
      else return;
      event.preventDefault();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [table, act]);
}
