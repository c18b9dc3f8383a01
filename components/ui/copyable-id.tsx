"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { shortId } from "./short-id";

export type CopyableIdProps = {
  id: string;
  /** Draws every character. */
  full?: boolean;
  className?: string;
};

/** An id: short, in mono, copied whole by a press. */
export function CopyableId({ id, full, className }: CopyableIdProps) {
  const t = useTranslations("core.common");
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy() {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1500);
  }

  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={id}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
      aria-label={copied ? t("copied") : t("copyId", { id })}
      className={cn(
        "group/copy relative -mx-1 -my-0.5 inline-flex min-h-6 max-w-full cursor-copy items-center gap-1 rounded-sm px-1 font-mono text-[0.93em] text-ink-2 hover:bg-hover hover:text-ink",
        className,
      )}
    >
      <span className={full ? "min-w-0 break-all text-left" : "truncate"}>{full ? id : shortId(id)}</span>
      <Icon
        aria-hidden
        // Over the end of the id, so that what is seen only under a pointer takes no room from it.
        className={cn(
          "pointer-fine:absolute pointer-fine:right-0.5 size-3.5 shrink-0 rounded-sm pointer-fine:bg-surface",
          copied
            ? "text-done"
            : "pointer-fine:opacity-0 group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100",
        )}
      />
    </button>
  );
}
