"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type MouseEvent, useEffect, useId, useState } from "react";
import type { BookableDays, DaySlot } from "@/lib/field-service/service-tickets/free-slots";
import { buttonLook } from "../ui/button";
import { cn } from "../ui/cn";
import { FieldError } from "../ui/field";
import { Skeleton } from "../ui/skeleton";
import { ask } from "./ask";
import { daysOn, dayWords, zoneWords } from "./day-words";
import { shownDays } from "./shown-days";

export type SlotPickerProps = {
  days: BookableDays;
  /** The day opened at first; the first with a free time when none is named. */
  date?: string | undefined;
  /** Where more days are asked for. */
  source: string;
  /** The page itself: without scripts its links open another day. */
  page: string;
  /** The beginning that was chosen, ISO 8601. */
  value: string | null;
  onChoose: (slot: DaySlot | null) => void;
  error?: string | undefined;
};

/** Days of a week and the free times of one of them. The form gets the beginning as `slot`. */
export function SlotPicker({ days: given, date, source, page, value, onChoose, error }: SlotPickerProps) {
  const t = useTranslations("booking.form");
  const locale = useLocale();
  const id = useId();
  const [days, setDays] = useState(given);
  const [open, setOpen] = useState(() => firstOpen(given, date));
  const [busy, setBusy] = useState<"loading" | "lost" | null>(null);
  // What the server drew anew, because the visit was changed, counts.
  useEffect(() => setDays((shown) => (shown.days[0]?.date === given.days[0]?.date ? given : shown)), [given]);

  const begin = days.days[0]?.date ?? days.first;
  const end = days.days.at(-1)?.date ?? days.last;
  const day = days.days.find((each) => each.date === open);
  const words = (each: string) => dayWords(each, locale, { weekday: "long", day: "numeric", month: "long" });

  async function show(from: string) {
    setBusy("loading");
    const answer = await ask<BookableDays>(`${source}?from=${from}&days=${shownDays}`);
    if (answer.kind !== "done") return setBusy("lost");
    setDays(answer.data);
    setOpen(firstOpen(answer.data));
    setBusy(null);
    onChoose(null);
  }

  const turn = (label: string, from: string, possible: boolean, Shape: typeof ChevronLeft) =>
    possible ? (
      <a
        href={`${page}?from=${from}`}
        aria-label={label}
        title={label}
        className={buttonLook({ look: "secondary", icon: true })}
        onClick={(event) => {
          event.preventDefault();
          if (busy !== "loading") void show(from);
        }}
      >
        <Shape aria-hidden />
      </a>
    ) : null;

  return (
    <div className="flex flex-col gap-4" id="when">
      <nav aria-label={t("days")} className="flex flex-col gap-2">
        <div className="flex items-center gap-2">
          <p className="min-w-0 flex-1 text-ink-2 text-sm">{t("zone", { zone: zoneWords(days.timeZone) })}</p>
          {turn(t("earlier"), daysOn(begin, -shownDays), begin > days.first, ChevronLeft)}
          {turn(t("later"), daysOn(end, 1), end < days.last, ChevronRight)}
        </div>
        {busy === "loading" ? (
          <Skeleton className="h-16 w-full" />
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(5em,1fr))] gap-2">
            {days.days.map((each) => (
              <li key={each.date} className="flex">
                <DayTile
                  day={each}
                  current={each.date === open}
                  href={`${page}?from=${begin}&date=${each.date}#when`}
                  onOpen={() => {
                    setOpen(each.date);
                    onChoose(null);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        {busy === "lost" ? <FieldError>{t("slotsLost")}</FieldError> : null}
      </nav>
      {day && day.slots.length > 0 ? (
        <fieldset
          key={day.date}
          aria-describedby={error ? `${id}-error` : undefined}
          className="grid grid-cols-[repeat(auto-fill,minmax(7em,1fr))] gap-2"
        >
          <legend className="mb-1.5 font-medium text-sm">{t("times", { day: words(day.date) })}</legend>
          {day.slots.map((slot) => (
            <label
              key={slot.start}
              className="figures relative flex min-h-11 cursor-pointer items-center justify-center rounded-md border border-field bg-surface px-2 py-1.5 text-center hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name="slot"
                value={slot.start}
                required
                checked={value === slot.start}
                onChange={() => onChoose(slot)}
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? `${id}-error` : undefined}
                className="absolute size-px appearance-none opacity-0"
              />
              {slot.time}
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="rounded-md bg-sunken px-3 py-2.5 text-ink-2 text-sm">
          {day && days.days.some((each) => each.slots.length > 0)
            ? t("noTimes", { day: words(day.date) })
            : t("noneAtAll")}
        </p>
      )}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

const firstOpen = (days: BookableDays, date?: string): string | undefined =>
  (
    days.days.find((day) => day.date === date) ??
    days.days.find((day) => day.slots.length > 0) ??
    days.days[0]
  )?.date;

type DayTileProps = {
  day: BookableDays["days"][number];
  current: boolean;
  href: string;
  onOpen: () => void;
};

function DayTile({ day, current, href, onOpen }: DayTileProps) {
  const t = useTranslations("booking.form");
  const locale = useLocale();
  const part = (options: Intl.DateTimeFormatOptions) => dayWords(day.date, locale, options);
  const none = day.slots.length === 0;
  return (
    <a
      href={href}
      aria-current={current ? "date" : undefined}
      onClick={(event: MouseEvent) => {
        event.preventDefault();
        onOpen();
      }}
      className={cn(
        "flex min-w-0 flex-1 flex-col items-center rounded-md border px-1 py-1.5 text-center text-sm",
        current ? "border-accent bg-accent-soft font-medium" : "border-line-strong bg-surface hover:bg-hover",
        none && !current && "border-line bg-sunken",
      )}
    >
      <span className="text-ink-2 text-xs">{part({ weekday: "short" })}</span>
      <span className="figures">{part({ day: "numeric", month: "short" })}</span>
      <span className="text-ink-3 text-xs">{none ? t("none") : t("free", { count: day.slots.length })}</span>
    </a>
  );
}
