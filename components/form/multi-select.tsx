"use client";

import { useId } from "react";
import { Checkbox } from "../ui/checkbox";
import type { FieldOption } from "./field-description";

export type MultiSelectProps = {
  options: FieldOption[];
  value: string[];
  onChange: (value: string[]) => void;
  disabled?: boolean;
  id?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
};

/** Any number of few; they all stand in sight. */
export function MultiSelect({ options, value, onChange, disabled, ...rest }: MultiSelectProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the field around it already has its label; a fieldset would want a second one
    <div role="group" className="max-h-56 overflow-y-auto rounded-md border border-field p-1" {...rest}>
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${id}${option.value}`}
          className="flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-1.5 text-sm hover:bg-hover pointer-coarse:min-h-11"
        >
          <Checkbox
            id={`${id}${option.value}`}
            checked={value.includes(option.value)}
            disabled={disabled || option.disabled}
            onCheckedChange={(on) =>
              onChange(
                options
                  .map((one) => one.value)
                  .filter((one) => (one === option.value ? on : value.includes(one))),
              )
            }
          />
          <span className="min-w-0">
            {option.label}
            {option.help ? <span className="block text-ink-3 text-xs">{option.help}</span> : null}
          </span>
        </label>
      ))}
    </div>
  );
}
