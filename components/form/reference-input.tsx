"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { rememberName, useRecordNames } from "../table/record-names";
import { useRecordOptions } from "../table/record-options";
import { Combobox } from "../ui/combobox";
import type { FieldControlProps } from "../ui/field";
import type { FieldDescription } from "./field-description";

type Shared = { control: FieldControlProps; field: FieldDescription; disabled?: boolean };

function useNames(field: FieldDescription, ids: string[]): string[] {
  for (const [id, title] of Object.entries(field.referenceTitles ?? {})) {
    rememberName(field.resource ?? "", id, title);
  }
  return useRecordNames(field.resource, ids.join(","));
}

/** A record of another list, chosen by its name. */
export function ReferenceInput({
  control,
  field,
  value,
  onChange,
  disabled,
}: Shared & { value: string; onChange: (value: string) => void }) {
  const resource = field.resource ?? "";
  const search = useRecordOptions(resource, field.among);
  const [name] = useNames(field, value ? [value] : []);
  return (
    <Combobox
      {...control}
      disabled={disabled}
      clearable={!field.required}
      placeholder={field.placeholder}
      search={search}
      value={value ? { value, label: name ?? value } : null}
      onChange={(option) => {
        if (option) rememberName(resource, option.value, option.label);
        onChange(option?.value ?? "");
      }}
    />
  );
}

/** Several records; each a chip. */
export function ReferencesInput({
  control,
  field,
  value,
  onChange,
  disabled,
}: Shared & { value: string[]; onChange: (value: string[]) => void }) {
  const t = useTranslations("core.common");
  const resource = field.resource ?? "";
  const search = useRecordOptions(resource, field.among);
  const names = useNames(field, value);
  return (
    <div className="flex flex-col gap-2">
      <Combobox
        {...control}
        disabled={disabled}
        placeholder={field.placeholder}
        search={search}
        value={null}
        onChange={(option) => {
          if (!option || value.includes(option.value)) return;
          rememberName(resource, option.value, option.label);
          onChange([...value, option.value]);
        }}
      />
      {value.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {value.map((id, index) => (
            <li key={id} className="flex max-w-full items-center rounded-sm bg-sunken pl-2 text-sm">
              <span className="truncate">{names[index]}</span>
              <button
                type="button"
                disabled={disabled}
                aria-label={t("remove", { name: names[index] ?? id })}
                onClick={() => onChange(value.filter((one) => one !== id))}
                className="grid size-6 cursor-pointer place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
