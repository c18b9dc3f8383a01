import type { ReactNode } from "react";

/** A part of the list, with what it holds. */
export function ListSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2">
      <h2 className="font-semibold text-ink-2 text-lg">{title}</h2>
      <ul className="space-y-3">{children}</ul>
    </section>
  );
}
