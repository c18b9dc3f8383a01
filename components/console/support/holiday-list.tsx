"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Time } from "@/components/ui/time";

/** Days without hours, each once and in order. */
export function HolidayList({ dates, onChange }: { dates: string[]; onChange(dates: string[]): void }) {
  const t = useTranslations("support.pages.calendar");
  const id = useId();
  const [date, setDate] = useState("");
  const add = () => {
    if (date === "") return;
    onChange([...new Set([...dates, date])].sort());
    setDate("");
  };
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="flex flex-col gap-1">
          <Label htmlFor={id}>{t("holiday")}</Label>
          <Input
            id={id}
            type="date"
            className="w-44"
            value={date}
            onChange={(event) => setDate(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
        </div>
        <Button type="button" disabled={date === ""} onClick={add}>
          <Plus aria-hidden />
          {t("addHoliday")}
        </Button>
      </div>
      {dates.length === 0 ? (
        <p className="text-ink-3 text-sm">{t("noHolidays")}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {dates.map((each) => (
            <li
              key={each}
              className="flex items-center gap-1 rounded-sm border border-line bg-sunken py-0.5 pr-0.5 pl-2 text-sm"
            >
              <Time value={`${each}T00:00:00.000Z`} style="date" timeZone="UTC" className="figures" />
              <Button
                type="button"
                icon
                size="sm"
                look="ghost"
                aria-label={t("removeHoliday", { date: each })}
                onClick={() => onChange(dates.filter((other) => other !== each))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
