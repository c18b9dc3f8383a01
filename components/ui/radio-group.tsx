"use client";

import * as Primitive from "radix-ui/radio-group";
import { type ComponentProps, useId } from "react";
import { cn } from "./cn";

export type RadioOption = { value: string; label: string; help?: string; disabled?: boolean };

export type RadioGroupProps = Omit<ComponentProps<typeof Primitive.Root>, "children"> & {
  options: RadioOption[];
};

export function RadioGroup({ options, className, ...rest }: RadioGroupProps) {
  const id = useId();
  return (
    <Primitive.Root className={cn("flex flex-col gap-2", className)} {...rest}>
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2">
          <Primitive.Item
            id={`${id}${option.value}`}
            value={option.value}
            disabled={option.disabled}
            aria-describedby={option.help ? `${id}${option.value}-help` : undefined}
            className="relative mt-0.5 grid size-4 shrink-0 cursor-pointer place-items-center rounded-full border border-field bg-surface before:absolute before:-inset-2 before:content-[''] disabled:cursor-not-allowed disabled:opacity-55 data-[state=checked]:border-accent"
          >
            <Primitive.Indicator className="size-2 rounded-full bg-accent" />
          </Primitive.Item>
          <div className="min-w-0">
            <label htmlFor={`${id}${option.value}`} className="block cursor-pointer">
              {option.label}
            </label>
            {option.help ? (
              <p id={`${id}${option.value}-help`} className="text-ink-3 text-sm">
                {option.help}
              </p>
            ) : null}
          </div>
        </div>
      ))}
    </Primitive.Root>
  );
}
