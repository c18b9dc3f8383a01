import type { ComponentProps } from "react";
import { cn } from "./cn";

export type InputProps = ComponentProps<"input"> & {
  /** Ids, codes and figures are set in the mono face. */
  mono?: boolean;
};

export function Input({ className, mono, type = "text", ...rest }: InputProps) {
  return (
    <input
      type={type}
      className={cn("field h-8 pointer-coarse:h-11", mono && "figures font-mono", className)}
      {...rest}
    />
  );
}
