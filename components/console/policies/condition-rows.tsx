"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ReferenceInput, ReferencesInput } from "@/components/form/reference-input";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type ConditionDraft, newKey, operatorsOf, type PolicyField } from "./policy-draft";

export type ConditionRowsProps = {
  fields: PolicyField[];
  conditions: ConditionDraft[];
  /** What is wrong with a row, by "conditions.<index>". */
  faults: Record<string, string>;
  onChange: (conditions: ConditionDraft[]) => void;
};

/** When the policy holds: rows of field, comparison and value, all of which must be true. */
export function ConditionRows({ fields, conditions, faults, onChange }: ConditionRowsProps) {
  const t = useTranslations("core.console.policy");
  const usable = fields.filter((field) => operatorsOf(field).length > 0);
  const change = (key: string, next: Partial<ConditionDraft>) =>
    onChange(conditions.map((row) => (row.key === key ? { ...row, ...next } : row)));

  function add() {
    const [field] = usable;
    if (field) onChange([...conditions, { key: newKey(), ...fresh(field) }]);
  }

  return (
    <div className="space-y-2">
      {conditions.length === 0 ? <p className="text-ink-3 text-sm">{t("always")}</p> : null}
      <ul className="space-y-2">
        {conditions.map((row, index) => {
          const field = fields.find((candidate) => candidate.path === row.field);
          const fault = faultOf(faults, `conditions.${index}`);
          return (
            <li key={row.key}>
              <div className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[1fr_10rem_1fr_auto]">
                <Select
                  aria-label={t("field")}
                  value={row.field}
                  options={usable.map(({ path, label }) => ({ value: path, label }))}
                  onChange={(event) => {
                    const next = fields.find((candidate) => candidate.path === event.target.value);
                    if (next) change(row.key, fresh(next));
                  }}
                />
                <Select
                  aria-label={t("comparison")}
                  className="max-sm:order-3"
                  value={row.operator}
                  options={operatorsOf(field).map((operator) => ({
                    value: operator,
                    label: t(`operators.${operator}`),
                  }))}
                  onChange={(event) =>
                    change(row.key, { operator: event.target.value as ConditionDraft["operator"] })
                  }
                />
                <div className="max-sm:order-4 max-sm:col-span-2">
                  <ValueInput row={row} field={field} onChange={(value) => change(row.key, { value })} />
                </div>
                <Button
                  look="ghost"
                  icon
                  className="max-sm:order-2"
                  aria-label={t("removeCondition", { number: index + 1 })}
                  onClick={() => onChange(conditions.filter((other) => other.key !== row.key))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
              {fault ? <FieldError>{fault}</FieldError> : null}
            </li>
          );
        })}
      </ul>
      <Button look="ghost" onClick={add} disabled={usable.length === 0}>
        <Plus aria-hidden />
        {t("addCondition")}
      </Button>
    </div>
  );
}

const fresh = (field: PolicyField): Omit<ConditionDraft, "key"> => ({
  field: field.path,
  operator: operatorsOf(field)[0] ?? "equals",
  value: field.kind === "boolean" ? "true" : (field.values?.[0]?.value ?? ""),
});

/** The first fault at or below a path. */
export const faultOf = (faults: Record<string, string>, path: string): string | undefined =>
  Object.entries(faults).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1];

type ValueInputProps = {
  row: ConditionDraft;
  field: PolicyField | undefined;
  onChange: (value: string) => void;
};

function ValueInput({ row, field, onChange }: ValueInputProps) {
  const t = useTranslations("core");
  const label = t("console.policy.value");
  if (field?.kind === "boolean")
    return (
      <Select
        aria-label={label}
        value={row.value}
        options={[
          { value: "true", label: t("common.yes") },
          { value: "false", label: t("common.no") },
        ]}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (field?.values && row.operator !== "one_of")
    return (
      <Select
        aria-label={label}
        value={row.value}
        options={field.values}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (field?.resource) return <RecordInput row={row} resource={field.resource} onChange={onChange} />;
  return (
    <Input
      aria-label={label}
      inputMode={field?.kind === "number" ? "decimal" : undefined}
      placeholder={row.operator === "one_of" ? t("console.policy.listHint") : undefined}
      value={row.value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type RecordInputProps = { row: ConditionDraft; resource: string; onChange: (value: string) => void };

/** Records are chosen by their names, and compared by their ids. */
function RecordInput({ row, resource, onChange }: RecordInputProps) {
  const t = useTranslations("core.console.policy");
  const ids = row.value.split(",").flatMap((part) => part.trim() || []);
  return (
    <Field label={t("value")} labelHidden>
      {(control) => {
        const about = { name: "value", label: t("value"), required: true, resource };
        return row.operator === "one_of" ? (
          <ReferencesInput
            control={control}
            field={{ ...about, kind: "references" }}
            value={ids}
            onChange={(value) => onChange(value.join(", "))}
          />
        ) : (
          <ReferenceInput
            control={control}
            field={{ ...about, kind: "reference" }}
            value={ids[0] ?? ""}
            onChange={onChange}
          />
        );
      }}
    </Field>
  );
}
