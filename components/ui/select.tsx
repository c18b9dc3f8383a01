import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = Omit<ComponentProps<"select">, "children"> & {
  options: SelectOption[];
  /** The empty choice; leave it out where one of the options must be chosen. */
  placeholder?: string;
};

/** The platform's own list: it works on every phone, with every reader, and costs no script. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <span className={cn("relative block", className ?? "w-full")}>
      <select className="field h-8 appearance-none truncate pr-8 pointer-coarse:h-11" {...rest}>
        {placeholder !== undefined ? <option value="">{placeholder}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
