import type { ComponentProps } from "react";
import { cn } from "./cn";

/** `required` draws the mark; the field itself says `aria-required`. */
export function Label({
  className,
  required,
  children,
  ...rest
}: ComponentProps<"label"> & { required?: boolean }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller passes htmlFor
    <label className={cn("font-medium text-ink text-sm", className)} {...rest}>
      {children}
      {required ? (
        <span aria-hidden className="ml-0.5 text-danger">
          *
        </span>
      ) : null}
    </label>
  );
}
