"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

export type MoneyInputValue = { amount: string; currency: string };

export type MoneyInputProps = {
  value: MoneyInputValue;
  onChange: (value: MoneyInputValue) => void;
  currencies?: string[];
  disabled?: boolean;
  id?: string;
  name?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
};

/** An amount as text, so that no digit is lost on the way, and its currency. */
export function MoneyInput({ value, onChange, currencies = ["USD"], disabled, ...rest }: MoneyInputProps) {
  const t = useTranslations("core.form");
  return (
    <div className="flex gap-2">
      <Input
        {...rest}
        inputMode="decimal"
        autoComplete="off"
        className="figures text-right"
        disabled={disabled}
        value={value.amount}
        onChange={(event) => onChange({ ...value, amount: event.target.value })}
      />
      {currencies.length > 1 ? (
        <Select
          aria-label={t("currency")}
          className="w-24! shrink-0"
          disabled={disabled}
          value={value.currency}
          onChange={(event) => onChange({ ...value, currency: event.target.value })}
          options={currencies.map((currency) => ({ value: currency, label: currency }))}
        />
      ) : (
        <span className="grid h-8 shrink-0 place-items-center px-1 text-ink-3 text-sm">{value.currency}</span>
      )}
    </div>
  );
}
