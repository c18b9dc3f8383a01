import { useLocale } from "next-intl";
import { formatMoney } from "@/lib/core/i18n/format";
import type { MoneyValue } from "@/lib/core/resource/description";
import { cn } from "./cn";

export type MoneyProps = {
  value: MoneyValue;
  /** A plus before what came in; the sign, not only the colour, tells the direction. */
  signed?: boolean;
  className?: string;
};

/** An amount with its currency; exact digits, tabular figures, the code on hover. */
export function Money({ value, signed, className }: MoneyProps) {
  const locale = useLocale();
  const plus = signed && !value.amount.startsWith("-") && Number(value.amount) !== 0;
  return (
    <span title={`${value.amount} ${value.currency}`} className={cn("figures whitespace-nowrap", className)}>
      {plus ? "+" : ""}
      {formatMoney(value, locale)}
    </span>
  );
}
