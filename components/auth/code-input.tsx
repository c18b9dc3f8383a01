"use client";

import { Input, type InputProps } from "../ui/input";

export type CodeInputProps = Omit<InputProps, "onChange" | "value"> & {
  value: string;
  onValueChange: (value: string) => void;
  /** Called with the sixth digit. */
  onComplete?: (code: string) => void;
};

/** A six-digit code, large enough to compare with the phone. Pasting it with spaces works. */
export function CodeInput({ value, onValueChange, onComplete, ...rest }: CodeInputProps) {
  return (
    <Input
      {...rest}
      mono
      value={value}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      className="h-12 text-center text-2xl! tracking-[0.3em]"
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, "").slice(0, 6);
        onValueChange(digits);
        if (digits.length === 6 && digits !== value) onComplete?.(digits);
      }}
    />
  );
}
