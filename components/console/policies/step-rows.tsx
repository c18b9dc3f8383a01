"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Option, SearchOptions } from "@/components/ui/option-list";
import { faultOf } from "./condition-rows";
import { newKey, type StepDraft } from "./policy-draft";

export type StepRowsProps = {
  permissions: { name: string; label: string }[];
  steps: StepDraft[];
  /** What is wrong with a row, by "steps.<index>". */
  faults: Record<string, string>;
  onChange: (steps: StepDraft[]) => void;
};

const maxSteps = 5;

/** Options whose words or code hold every word that was typed. */
function matching(options: Option[], query: string): Option[] {
  const words = query.toLowerCase().split(/\s+/);
  return options.filter(({ label, value }) =>
    words.every((word) => `${label} ${value}`.toLowerCase().includes(word)),
  );
}

/** Who has to agree, one after the other. */
export function StepRows({ permissions, steps, faults, onChange }: StepRowsProps) {
  const t = useTranslations("core.console.policy");
  const options = useMemo(
    () => permissions.map(({ name, label }) => ({ value: name, label, help: name })),
    [permissions],
  );
  const search = useCallback<SearchOptions>(async (query) => matching(options, query), [options]);
  const change = (key: string, next: Partial<StepDraft>) =>
    onChange(steps.map((row) => (row.key === key ? { ...row, ...next } : row)));

  function swap(index: number, other: number) {
    const next = [...steps];
    const [a, b] = [next[index], next[other]];
    if (!a || !b) return;
    next[index] = b;
    next[other] = a;
    onChange(next);
  }

  return (
    <div className="space-y-2">
      <ol className="space-y-2">
        {steps.map((row, index) => {
          const fault = faultOf(faults, `steps.${index}`);
          return (
            <li key={row.key}>
              <div className="grid grid-cols-[1.5rem_1fr] items-start gap-2 sm:grid-cols-[1.5rem_2fr_3fr_auto]">
                <span className="figures grid size-6 place-items-center rounded-full bg-sunken text-ink-2 text-xs">
                  {index + 1}
                </span>
                <Input
                  aria-label={t("stepLabel", { number: index + 1 })}
                  placeholder={t("stepLabelHint")}
                  maxLength={80}
                  value={row.label}
                  onChange={(event) => change(row.key, { label: event.target.value })}
                />
                <div className="min-w-0 max-sm:col-start-2">
                  <Combobox
                    aria-label={`${t("stepPermission", { number: index + 1 })}: ${row.permission}`}
                    search={search}
                    value={options.find(({ value }) => value === row.permission) ?? null}
                    onChange={(option) => change(row.key, { permission: option?.value ?? "" })}
                  />
                  <p className="truncate pl-1 font-mono text-ink-3 text-xs">{row.permission}</p>
                </div>
                <span className="flex max-sm:col-start-2">
                  <Button
                    look="ghost"
                    icon
                    disabled={index === 0}
                    aria-label={t("stepUp", { number: index + 1 })}
                    onClick={() => swap(index, index - 1)}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    look="ghost"
                    icon
                    disabled={index === steps.length - 1}
                    aria-label={t("stepDown", { number: index + 1 })}
                    onClick={() => swap(index, index + 1)}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                  <Button
                    look="ghost"
                    icon
                    disabled={steps.length === 1}
                    aria-label={t("removeStep", { number: index + 1 })}
                    onClick={() => onChange(steps.filter((other) => other.key !== row.key))}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              </div>
              {fault ? <FieldError>{fault}</FieldError> : null}
            </li>
          );
        })}
      </ol>
      <Button
        look="ghost"
        disabled={steps.length >= maxSteps}
        onClick={() =>
          onChange([...steps, { key: newKey(), label: "", permission: steps.at(-1)?.permission ?? "" }])
        }
      >
        <Plus aria-hidden />
        {t("addStep")}
      </Button>
    </div>
  );
}
