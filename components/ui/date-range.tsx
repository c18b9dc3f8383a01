"use client";

import { CalendarDays } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { formatTime } from "@/lib/core/i18n/format";
import { presetRange, type Range, TIME_PRESETS, todayIn } from "../table/range";
import { Button } from "./button";
import { FieldError } from "./field";
import { Form } from "./form";
import { Input } from "./input";
import { Label } from "./label";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";

export type DateRangeFormProps = { value: Range; onApply: (range: Range) => void };

/** Usual ranges by one press, any other by two dates. Days are the reader's. */
export function DateRangeForm({ value, onApply }: DateRangeFormProps) {
  const t = useTranslations("core");
  const id = useId();
  const timeZone = useTimeZone() ?? "UTC";
  const [range, setRange] = useState(value);
  const wrong = range.from !== "" && range.to !== "" && range.from > range.to;
  return (
    <>
      <div className="grid grid-cols-2 gap-1 p-2">
        {TIME_PRESETS.map((preset) => (
          <Button
            key={preset}
            look="ghost"
            size="sm"
            className="justify-start!"
            onClick={() => onApply(presetRange(preset, todayIn(timeZone)))}
          >
            {t(`table.presets.${preset}`)}
          </Button>
        ))}
      </div>
      <Form
        className="flex flex-col gap-3 border-line border-t p-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!wrong) onApply(range);
        }}
      >
        {(["from", "to"] as const).map((end) => (
          <div key={end} className="flex items-center gap-2">
            <Label htmlFor={`${id}${end}`} className="w-12 shrink-0">
              {t(`common.${end}`)}
            </Label>
            <Input
              id={`${id}${end}`}
              type="date"
              value={range[end]}
              aria-invalid={wrong || undefined}
              onChange={(event) => setRange({ ...range, [end]: event.target.value })}
            />
          </div>
        ))}
        {wrong ? <FieldError>{t("table.rangeWrong")}</FieldError> : null}
        <Button type="submit" look="primary">
          {t("common.apply")}
        </Button>
      </Form>
    </>
  );
}

export type DateRangePickerProps = { label: string; value: Range; onChange: (range: Range) => void };

/** A range of days on a button, for reports and dashboards. */
export function DateRangePicker({ label, value, onChange }: DateRangePickerProps) {
  const t = useTranslations("core.table");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const day = (text: string) => formatTime(`${text}T00:00:00Z`, { locale, timeZone: "UTC", style: "date" });
  const words = () => {
    if (value.from && value.to)
      return value.from === value.to ? day(value.from) : `${day(value.from)} – ${day(value.to)}`;
    if (value.from) return t("since", { from: day(value.from) });
    return value.to ? t("until", { to: day(value.to) }) : t("any");
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={`${label}: ${words()}`}>
          <CalendarDays aria-hidden />
          {words()}
        </Button>
      </PopoverTrigger>
      <PopoverContent label={label} className="w-72">
        <DateRangeForm
          value={value}
          onApply={(range) => {
            setOpen(false);
            onChange(range);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
