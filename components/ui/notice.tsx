import type { ReactNode } from "react";
import type { Tone } from "@/lib/core/resource/description";
import { cn } from "./cn";
import { toneSoft } from "./tone";
import { ToneMark } from "./tone-mark";

export type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  action?: ReactNode;
  /** Read out at once when it appears. */
  live?: boolean;
  className?: string;
  children?: ReactNode;
};

/** Something to know before going on, inside a page, a form or a dialog. */
export function Notice({ tone = "neutral", title, action, live, className, children }: NoticeProps) {
  return (
    <div
      role={live ? "alert" : undefined}
      className={cn("flex items-start gap-2.5 rounded-md px-3 py-2.5 text-sm", toneSoft[tone], className)}
    >
      <ToneMark tone={tone} className="mt-1.5" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-ink-2 [overflow-wrap:anywhere]">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
