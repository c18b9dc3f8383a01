"use client";

import { Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { v7 as newIdempotencyKey } from "uuid";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useUnsavedGuard } from "@/components/form/unsaved";
import { type CommandOutcome, useCommandRun } from "@/components/form/use-command-run";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { type CalendarDraft, calendarInput, faultsOfDay } from "./calendar-draft";
import { DayRow } from "./day-row";
import { HolidayList } from "./holiday-list";
import { weekdayNames } from "./weekdays";

export type CalendarFormProps = {
  initial: CalendarDraft;
  /** The calendar as it is saved; absent where a new one is made. */
  saved?: { id: string; version: number };
  timeZones: string[];
  /** Address of a calendar's page, with `:id`. */
  recordHref: string;
  cancelHref: string;
};

/** When somebody is there: hours of every weekday, and the days on which nobody is. */
export function CalendarForm({ initial, saved, timeZones, recordHref, cancelHref }: CalendarFormProps) {
  const t = useTranslations();
  const locale = useLocale();
  const router = useRouter();
  const { run, stepUp } = useCommandRun();
  const [draft, setDraft] = useState(initial);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  const key = useRef(newIdempotencyKey());
  const faults = outcome?.kind === "error" ? (outcome.error.fieldErrors ?? {}) : {};
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  useUnsavedGuard(dirty && !pending && outcome?.kind !== "approval");
  const change = (next: Partial<CalendarDraft>) => setDraft({ ...draft, ...next });
  const label = (name: string) => t(`support.resources.business-calendars.columns.${name}`);
  const command = saved ? "business-calendars.update" : "business-calendars.create";

  async function save(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setOutcome(null);
    const input = calendarInput(draft);
    const result = await run(
      command,
      saved ? { calendarId: saved.id, version: saved.version, ...input } : input,
      key.current,
    );
    setPending(false);
    if (result.kind === "canceled") return;
    if (result.kind !== "done") {
      if (result.kind === "error") key.current = newIdempotencyKey();
      setOutcome(result);
      return;
    }
    toast.success(t(`support.commands.${command}.done`));
    router.push(recordHref.replace(":id", (result.data as { calendarId: string }).calendarId));
  }

  const names = weekdayNames(locale);
  const copyMonday = () => {
    const [monday = []] = draft.days;
    change({
      days: draft.days.map((spans, day) =>
        day > 0 && day < 5 ? monday.map((span) => ({ ...span, key: newIdempotencyKey() })) : spans,
      ),
    });
  };

  return (
    <form noValidate onSubmit={save} className="max-w-3xl space-y-4">
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
      {outcome ? (
        <OutcomeNotice
          outcome={outcome}
          fields={[
            ...["name", "timeZone", "hours", "holidays"].map((name) => ({ name, label: label(name) })),
            // What is wrong with a day stands beside the day.
            ...Object.keys(faults).map((name) => ({ name, label: label("hours") })),
          ].map((field) => ({ ...field, kind: "text" as const }))}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {saved ? t("core.common.save") : t("core.console.create")}
        </Button>
        <Button asChild look="ghost">
          <Link href={cancelHref}>{t("core.common.cancel")}</Link>
        </Button>
      </div>
      {stepUp}
    </form>
  );
}
