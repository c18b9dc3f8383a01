import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

export type DisclosureProps = { id: string; title: string; open: boolean; children: ReactNode };

/** Something one can do, folded away until it is wanted. It needs no script. */
export function Disclosure({ id, title, open, children }: DisclosureProps) {
  return (
    <details id={id} open={open} className="group rounded-md border border-line bg-surface">
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-2 rounded-md px-4 py-2 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">{title}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-3 group-open:rotate-180" />
      </summary>
      <div className="border-line border-t p-4">{children}</div>
    </details>
  );
}
