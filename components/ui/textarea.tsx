import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Textarea({
  className,
  mono,
  rows = 3,
  ...rest
}: ComponentProps<"textarea"> & { mono?: boolean }) {
  return (
    <textarea
      rows={rows}
      className={cn("field min-h-16 py-1.5", mono && "font-mono text-sm", className)}
      {...rest}
    />
  );
}
