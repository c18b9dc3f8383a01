"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { FilterDescription } from "@/lib/core/resource/description";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DateRangeForm } from "../ui/date-range";
import { FieldError } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { RadioGroup } from "../ui/radio-group";
import { toneInk } from "../ui/tone";
import { ToneMark } from "../ui/tone-mark";
import { type Range, readRange, writeRange } from "./range";
import { ReferenceOptions } from "./reference-options";

export type FilterEditorProps = {
  filter: FilterDescription;
  value: string | undefined;
  onApply: (value: string | null) => void;
};

/** The editor a filter's kind calls for. */
export function FilterEditor({ filter, value, onApply }: FilterEditorProps) {
  switch (filter.kind) {
    case "enum":
      return <EnumEditor filter={filter} value={value} onApply={onApply} />;
    case "boolean":
      return <BooleanEditor filter={filter} value={value} onApply={onApply} />;
    case "time":
      return <DateRangeForm value={daysOf(value)} onApply={(range) => onApply(writeRange(range))} />;
    case "integer":
    case "money":
      return <NumberEditor filter={filter} value={value} onApply={onApply} />;
    case "reference":
      return <ReferenceOptions resource={filter.resource ?? ""} value={value} onApply={onApply} />;
    case "text":
      return <TextEditor filter={filter} value={value} onApply={onApply} />;
  }
}

function EditorForm({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const t = useTranslations("core.common");
  return (
    <Form
      className="flex flex-col gap-3 p-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <Button type="submit" look="primary">
        {t("apply")}
      </Button>
    </Form>
  );
}

function EnumEditor({ filter, value, onApply }: FilterEditorProps) {
  const id = useId();
  const [chosen, setChosen] = useState(() => new Set(value?.split(",")));
  const options = filter.options ?? [];
  return (
    <EditorForm
      onSubmit={() => {
        const kept = options.map((option) => option.value).filter((one) => chosen.has(one));
        onApply(kept.length === 0 ? null : kept.join(","));
      }}
    >
      <div className="-mx-1 flex max-h-64 flex-col overflow-y-auto">
        {options.map((option) => (
          <label
            key={option.value}
            htmlFor={`${id}${option.value}`}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
          >
            <Checkbox
              id={`${id}${option.value}`}
              checked={chosen.has(option.value)}
              onCheckedChange={(on) => {
                const next = new Set(chosen);
                if (on) next.add(option.value);
                else next.delete(option.value);
                setChosen(next);
              }}
            />
            <ToneMark tone={option.tone} className={toneInk[option.tone]} />
            <span className="min-w-0 truncate">{option.label}</span>
          </label>
        ))}
      </div>
    </EditorForm>
  );
}

function BooleanEditor({ filter, value, onApply }: FilterEditorProps) {
  const t = useTranslations("core.common");
  const [chosen, setChosen] = useState(value ?? "true");
  return (
    <EditorForm onSubmit={() => onApply(chosen)}>
      <RadioGroup
        aria-label={filter.label}
        value={chosen}
        onValueChange={setChosen}
        options={[
          { value: "true", label: t("yes") },
          { value: "false", label: t("no") },
        ]}
      />
    </EditorForm>
  );
}

function TextEditor({ filter, value, onApply }: FilterEditorProps) {
  const [words, setWords] = useState(value ?? "");
  return (
    <EditorForm onSubmit={() => onApply(words.trim() || null)}>
      <Input
        aria-label={filter.label}
        autoFocus
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </EditorForm>
  );
}

function NumberEditor({ filter, value, onApply }: FilterEditorProps) {
  const t = useTranslations("core.table");
  const id = useId();
  const [range, setRange] = useState(() => readRange(value));
  const wrong = range.from !== "" && range.to !== "" && Number(range.from) > Number(range.to);
  return (
    <EditorForm onSubmit={() => !wrong && onApply(writeRange(range))}>
      <div className="grid grid-cols-2 gap-2">
        {(["from", "to"] as const).map((end) => (
          <div key={end} className="flex flex-col gap-1">
            <Label htmlFor={`${id}${end}`}>{end === "from" ? t("minimum") : t("maximum")}</Label>
            <Input
              id={`${id}${end}`}
              type="number"
              step={filter.kind === "integer" ? 1 : "any"}
              autoFocus={end === "from"}
              value={range[end]}
              aria-invalid={wrong || undefined}
              onChange={(event) => setRange({ ...range, [end]: event.target.value })}
            />
          </div>
        ))}
      </div>
      {wrong ? <FieldError>{t("rangeWrong")}</FieldError> : null}
    </EditorForm>
  );
}

/** The editor knows days; a moment in a link somebody sent is shown as its day. */
function daysOf(value: string | undefined): Range {
  const { from, to } = readRange(value);
  return { from: from.slice(0, 10), to: to.slice(0, 10) };
}
