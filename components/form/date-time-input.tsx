"use client";

import { useTimeZone } from "next-intl";
import type { ComponentProps } from "react";
import { Input } from "../ui/input";
import { fromZoned, toZoned } from "./zoned";

export type DateTimeInputProps = Omit<ComponentProps<"input">, "value" | "onChange" | "type"> & {
  /** ISO 8601 in UTC, or empty. */
  value: string;
  onChange: (value: string) => void;
};

/** A moment, written in the reader's time zone and kept in UTC. */
export function DateTimeInput({ value, onChange, ...rest }: DateTimeInputProps) {
  const timeZone = useTimeZone() ?? "UTC";
  return (
    <div className="flex items-center gap-2">
      <Input
        {...rest}
        type="datetime-local"
        value={toZoned(value, timeZone)}
        onChange={(event) => onChange(fromZoned(event.target.value, timeZone))}
      />
      <span className="shrink-0 text-ink-3 text-xs">{timeZone}</span>
    </div>
  );
}
