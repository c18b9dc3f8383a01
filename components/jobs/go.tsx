"use client";

import type { ComponentProps } from "react";
import { go } from "./path";

/** A link among the technician's pages: needs no server. With a modifier it is the browser's own. */
export function Go({ href, onClick, children, ...rest }: ComponentProps<"a"> & { href: string }) {
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || event.button !== 0) return;
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(href);
      }}
      {...rest}
    >
      {children}
    </a>
  );
}
