"use client";

import { type ReactNode, useEffect, useRef } from "react";

let drawnBefore = false;

/** The title of one of the technician's pages. Going there, one stands at it: for screen readers and the keyboard. */
export function Heading({ children, hidden }: { children: ReactNode; hidden?: boolean }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (drawnBefore) ref.current?.focus({ preventScroll: true });
    drawnBefore = true;
  }, []);
  return (
    <h1
      ref={ref}
      tabIndex={-1}
      className={hidden ? "sr-only" : "font-semibold text-xl outline-none [overflow-wrap:anywhere]"}
    >
      {children}
    </h1>
  );
}
