"use client";

import { useId } from "react";
import { cn } from "./cn";

export type RadioOption = { value: string; label: string; help?: string; disabled?: boolean };

export type RadioGroupProps = {
  options: RadioOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  name?: string;
  disabled?: boolean;
  id?: string;
  className?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

export function RadioGroup({
  options,
  value,
  defaultValue,
  onValueChange,
  name,
  disabled,
  className,
  ...rest
}: RadioGroupProps) {
  const id = useId();
  return (
    <div role="radiogroup" className={cn("flex flex-col gap-2", className)} {...rest}>
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2">
          <input
            type="radio"
            id={`${id}${option.value}`}
            name={name ?? id}
            value={option.value}
            checked={value === undefined ? undefined : value === option.value}
            defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
            onChange={() => onValueChange?.(option.value)}
            disabled={disabled || option.disabled}
            aria-describedby={option.help ? `${id}${option.value}-help` : undefined}
            className="relative mt-0.5 size-4 shrink-0 cursor-pointer appearance-none rounded-full border border-field bg-surface before:absolute before:-inset-2 before:content-[''] checked:border-5 checked:border-accent disabled:cursor-not-allowed disabled:opacity-55"
          />
          <div className="min-w-0">
            <label htmlFor={`${id}${option.value}`} className="block cursor-pointer text-sm">
              {option.label}
            </label>
            {option.help ? (
              <p id={`${id}${option.value}-help`} className="text-ink-3 text-xs">
                {option.help}
              </p>
            ) : null}
          </div>
        </div>
      ))}
    </div>
  );
}
