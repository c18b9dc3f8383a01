"use client";

import { Copy } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { v7 as newKey } from "uuid";
import { DraftForm } from "@/components/form/draft-form";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type CalendarDraft, calendarInput, faultsOfDay } from "./calendar-draft";
import { DayRow } from "./day-row";
import { HolidayList } from "./holiday-list";
import { weekdayNames } from "./weekdays";

export type CalendarFormProps = {
  initial: CalendarDraft;
  /** The calendar as it is saved; absent where a new one is made. */
  saved?: { id: string; version: number };
  timeZones: string[];
  /** Address of a calendar's page, with `:calendarId`. */
  doneHref: string;
  cancelHref: string;
};

/** When somebody is there: hours of every weekday, and the days on which nobody is. */
export function CalendarForm({ initial, saved, timeZones, doneHref, cancelHref }: CalendarFormProps) {
  const t = useTranslations();
  const locale = useLocale();
  const label = (name: string) => t(`support.resources.business-calendars.columns.${name}`);
  const command = saved ? "business-calendars.update" : "business-calendars.create";
  const form = useDraft({
    initial,
    command,
    input: (draft: CalendarDraft) => ({
      ...(saved ? { calendarId: saved.id, version: saved.version } : {}),
      ...calendarInput(draft),
    }),
    doneMessage: t(`support.commands.${command}.done`),
    doneHref,
  });
  const { draft, change, faults } = form;

  const names = weekdayNames(locale);
  const copyMonday = () => {
    const [monday = []] = draft.days;
    change({
      days: draft.days.map((spans, day) =>
        day > 0 && day < 5 ? monday.map((span) => ({ ...span, key: newKey() })) : spans,
      ),
    });
  };

  return (
    <DraftForm
      form={form}
      className="max-w-3xl"
      submitLabel={saved ? t("core.common.save") : t("core.console.create")}
      cancelHref={cancelHref}
      fields={[
        ...["name", "timeZone", "hours", "holidays"].map((name) => ({ name, label: label(name) })),
        // What is wrong with a day stands beside the day.
        ...Object.keys(faults).map((name) => ({ name, label: label("hours") })),
      ].map((field) => ({ ...field, kind: "text" as const }))}
    >
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={label("name")} required error={faults.name}>
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label={label("timeZone")} required error={faults.timeZone}>
            {(control) => (
              <Select
                {...control}
                value={draft.timeZone}
                options={timeZones.map((zone) => ({ value: zone, label: zone }))}
                onChange={(event) => change({ timeZone: event.target.value })}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card
        title={label("hours")}
        description={t("support.pages.calendar.hoursHelp")}
        actions={
          <Button type="button" size="sm" onClick={copyMonday}>
            <Copy aria-hidden />
            {t("support.pages.calendar.copy", { day: names[0] ?? "" })}
          </Button>
        }
      >
        <ul className="divide-y divide-line">
          {draft.days.map((spans, day) => (
            <DayRow
              key={names[day]}
              name={names[day] ?? ""}
              spans={spans}
              faults={faultsOfDay(faults, day)}
              onChange={(next) =>
                change({ days: draft.days.map((each, index) => (index === day ? next : each)) })
              }
            />
          ))}
        </ul>
        {faults.hours ? <FieldError>{faults.hours}</FieldError> : null}
      </Card>
      <Card title={label("holidays")} description={t("support.pages.calendar.holidaysHelp")}>
        <HolidayList dates={draft.holidays} onChange={(holidays) => change({ holidays })} />
        {faults.holidays ? <FieldError>{faults.holidays}</FieldError> : null}
      </Card>
    </DraftForm>
  );
}
