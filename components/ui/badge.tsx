import type { ReactNode } from "react";
import type { Tone } from "@/lib/core/resource/description";
import { cn } from "./cn";
import { toneSoft } from "./tone";
import { ToneMark } from "./tone-mark";

export type BadgeProps = {
  tone?: Tone;
  /** The shape beside the word; off for plain labels such as tags and counts. */
  mark?: boolean;
  className?: string;
  children: ReactNode;
};

/** A word with a meaning: colour, shape and word say the same. */
export function Badge({ tone = "neutral", mark = tone !== "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5 max-w-full items-center gap-1.5 rounded-sm px-1.5 font-medium text-xs",
        toneSoft[tone],
        className,
      )}
    >
      {mark ? <ToneMark tone={tone} /> : null}
      <span className="truncate">{children}</span>
    </span>
  );
}
