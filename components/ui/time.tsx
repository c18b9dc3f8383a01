"use client";

import { useLocale, useTimeZone } from "next-intl";
import { formatRelative, formatTime, type TimeStyle } from "@/lib/core/i18n/format";
import { cn } from "./cn";
import { useNow } from "./now";

export type TimeProps = {
  /** ISO 8601 in UTC. */
  value: string;
  /** "relative" says how long ago and keeps itself true; "both" adds the exact moment; the rest are absolute. */
  style?: "relative" | "both" | TimeStyle;
  /** Defaults to the reader's. */
  timeZone?: string;
  className?: string;
};

/** A moment: the relative one with the exact one and its time zone on hover, or the other way round. */
export function Time({ value, style = "relative", timeZone, className }: TimeProps) {
  const locale = useLocale();
  const readerZone = useTimeZone() ?? "UTC";
  const zone = timeZone ?? readerZone;
  const now = useNow();
  const exact = formatTime(value, { locale, timeZone: zone, style: "exact" });
  const relative = formatRelative(value, now, locale);
  const plain =
    style === "relative" || style === "both"
      ? relative
      : formatTime(value, { locale, timeZone: zone, style });
  return (
    <time
      dateTime={value}
      title={style === "relative" ? exact : style === "both" ? relative : `${exact} · ${relative}`}
      className={cn("figures", style !== "both" && "whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {style === "both" ? (
        <>
          {exact} <span className="text-ink-3">· {relative}</span>
        </>
      ) : (
        plain
      )}
    </time>
  );
}
