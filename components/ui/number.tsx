import { useLocale } from "next-intl";
import { formatNumber } from "@/lib/core/i18n/format";
import { cn } from "./cn";

export type NumberTextProps = {
  value: number | string;
  options?: Intl.NumberFormatOptions;
  className?: string;
};

/** A figure; big integers come as strings. */
export function NumberText({ value, options, className }: NumberTextProps) {
  const locale = useLocale();
  return (
    <span className={cn("figures whitespace-nowrap", className)}>{formatNumber(value, locale, options)}</span>
  );
}
