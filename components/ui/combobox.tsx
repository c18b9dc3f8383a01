"use client";

import { ChevronsUpDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "./cn";
import { type Option, OptionList, type SearchOptions } from "./option-list";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";

export type ComboboxProps = {
  value: Option | null;
  onChange: (option: Option | null) => void;
  search: SearchOptions;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  id?: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
  "aria-required"?: boolean;
};

/** Chooses one of too many to list. */
export function Combobox({
  value,
  onChange,
  search,
  placeholder,
  clearable,
  disabled,
  ...rest
}: ComboboxProps) {
  const t = useTranslations("core.common");
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <div className="relative">
        <PopoverTrigger
          type="button"
          role="combobox"
          aria-expanded={open}
          disabled={disabled}
          className={cn(
            "field flex h-8 cursor-pointer items-center gap-2 text-left pointer-coarse:h-11",
            !value && "text-ink-3",
          )}
          {...rest}
          // The label and what is chosen, both.
          aria-labelledby={
            rest["aria-labelledby"] && rest.id ? `${rest["aria-labelledby"]} ${rest.id}` : undefined
          }
        >
          <span className="min-w-0 flex-1 truncate" title={value?.label}>
            {value?.label ?? placeholder ?? t("choose")}
          </span>
          {clearable && value ? <span className="w-4" /> : null}
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        </PopoverTrigger>
        {clearable && value && !disabled ? (
          <button
            type="button"
            aria-label={t("remove", { name: value.label })}
            onClick={() => onChange(null)}
            className="absolute top-1/2 right-7 grid size-6 -translate-y-1/2 cursor-pointer place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : null}
      </div>
      <PopoverContent
        label={placeholder ?? t("choose")}
        className="w-(--radix-popover-trigger-width) min-w-64"
      >
        <OptionList
          search={search}
          chosen={value?.value}
          onChoose={(option) => {
            setOpen(false);
            onChange(option);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
