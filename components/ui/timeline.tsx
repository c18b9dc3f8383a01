import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Tone } from "@/lib/core/resource/description";
import { cn } from "./cn";
import { Time } from "./time";
import { toneInk } from "./tone";
import { ToneMark } from "./tone-mark";

export type TimelineItem = {
  id: string;
  /** ISO 8601 in UTC. */
  at: string;
  tone?: Tone;
  /** Who, when it was somebody. */
  actor?: ReactNode;
  title: ReactNode;
  /** A comment, a reason, a diff. */
  body?: ReactNode;
};

/** What happened, newest first as given: audit, events and comments in one stream. */
export function Timeline({ items, empty }: { items: TimelineItem[]; empty?: ReactNode }) {
  const t = useTranslations("core.timeline");
  if (items.length === 0) return <p className="text-ink-3 text-sm">{empty ?? t("empty")}</p>;
  return (
    <ol aria-label={t("label")}>
      {items.map((item, index) => (
        <li key={item.id} className="relative flex gap-3 pb-4 last:pb-0">
          {index < items.length - 1 ? (
            <span aria-hidden className="absolute top-4 bottom-0 left-[7px] w-px bg-line" />
          ) : null}
          <span
            className={cn(
              "mt-0.5 grid size-4 shrink-0 place-items-center rounded-full bg-surface",
              toneInk[item.tone ?? "neutral"],
            )}
          >
            <ToneMark tone={item.tone ?? "neutral"} className="size-2.5" />
          </span>
          <div className="min-w-0 flex-1 text-sm">
            <div className="flex flex-wrap items-baseline gap-x-2">
              {item.actor ? <span className="font-medium">{item.actor}</span> : null}
              <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{item.title}</span>
              <Time value={item.at} className="text-ink-3 text-xs" />
            </div>
            {item.body ? <div className="mt-1 [overflow-wrap:anywhere]">{item.body}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
