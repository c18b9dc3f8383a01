"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "./cn";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "checked" | "ref"> & {
  checked?: boolean | "indeterminate";
  onCheckedChange?: (checked: boolean) => void;
};

/** The platform's own box in our look. */
export function Checkbox({ checked, onCheckedChange, onChange, className, ...rest }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  const some = checked === "indeterminate";
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = some;
  }, [some]);
  return (
    <span className={cn("group/box relative grid size-4 shrink-0 place-items-center", className)}>
      <input
        ref={ref}
        type="checkbox"
        checked={checked === undefined ? undefined : checked === true}
        onChange={(event) => {
          onChange?.(event);
          onCheckedChange?.(event.target.checked);
        }}
        readOnly={checked !== undefined && !onCheckedChange && !onChange}
        className="peer size-4 cursor-pointer appearance-none rounded-sm border border-field bg-surface before:absolute before:-inset-2 before:content-[''] checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:opacity-55"
        {...rest}
      />
      <svg
        aria-hidden="true"
        viewBox="0 0 12 12"
        className="pointer-events-none invisible absolute size-3 fill-none stroke-2 stroke-accent-ink peer-checked:visible peer-indeterminate:hidden"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="m2.5 6.5 2.500 2.500 4.500-5.500" />
      </svg>
      <svg
        aria-hidden="true"
        viewBox="0 0 12 12"
        className="pointer-events-none invisible absolute size-3 stroke-2 stroke-accent-ink peer-indeterminate:visible"
        strokeLinecap="round"
      >
        <path d="M3 6h6" />
      </svg>
    </span>
  );
}
