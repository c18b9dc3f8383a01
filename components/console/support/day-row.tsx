"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { v7 as newKey } from "uuid";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type SpanDraft, tidyTime } from "./calendar-draft";

export type DayRowProps = {
  name: string;
  spans: SpanDraft[];
  faults: { day: string | undefined; span(index: number): string | undefined };
  onChange(spans: SpanDraft[]): void;
};

const usual = { from: "09:00", until: "18:00" };
const mostSpans = 6;

/** The hours of a weekday: none, or from when to when, as often as somebody is there. */
export function DayRow({ name, spans, faults, onChange }: DayRowProps) {
  const t = useTranslations("support.pages.calendar");
  const change = (key: string, next: Partial<SpanDraft>) =>
    onChange(spans.map((span) => (span.key === key ? { ...span, ...next } : span)));
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0">
      <span className="w-24 shrink-0 pt-1.5 font-medium text-sm">{name}</span>
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1.5">
        {spans.length === 0 ? <span className="pt-1.5 text-ink-3 text-sm">{t("closed")}</span> : null}
        {spans.map((span, index) => {
          const fault = faults.span(index);
          const input = (end: "from" | "until") => (
            <Input
              inputMode="numeric"
              autoComplete="off"
              className="figures w-20"
              maxLength={5}
              aria-label={t(end, { day: name })}
              aria-invalid={fault ? true : undefined}
              value={span[end]}
              onChange={(event) => change(span.key, { [end]: event.target.value })}
              onBlur={(event) => change(span.key, { [end]: tidyTime(event.target.value) })}
            />
          );
          return (
            <div key={span.key}>
              <div className="flex items-center gap-2">
                {input("from")}
                <span aria-hidden className="text-ink-3">
                  –
                </span>
                {input("until")}
                <Button
                  type="button"
                  icon
                  look="ghost"
                  aria-label={t("remove", { day: name, from: span.from, until: span.until })}
                  onClick={() => onChange(spans.filter(({ key }) => key !== span.key))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              {fault ? <FieldError>{fault}</FieldError> : null}
            </div>
          );
        })}
        {faults.day ? <FieldError>{faults.day}</FieldError> : null}
      </div>
      <Button
        type="button"
        size="sm"
        look="ghost"
        className="mt-0.5"
        disabled={spans.length >= mostSpans}
        aria-label={t("addTo", { day: name })}
        onClick={() =>
          onChange([
            ...spans,
            spans.length === 0 ? { key: newKey(), ...usual } : { key: newKey(), from: "", until: "" },
          ])
        }
      >
        <Plus aria-hidden />
        {t("add")}
      </Button>
    </li>
  );
}
