"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

export type TagsInputProps = {
  value: string[];
  onChange: (value: string[]) => void;
  disabled?: boolean;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

/** Words one makes up: Enter or comma adds one, Backspace in the empty field takes the last away. */
export function TagsInput({ value, onChange, disabled, ...rest }: TagsInputProps) {
  const t = useTranslations("core");
  const [word, setWord] = useState("");
  function add(words: string) {
    const fresh = words
      .split(/[,，\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== "" && !value.includes(one));
    if (fresh.length > 0) onChange([...value, ...new Set(fresh)]);
    setWord("");
  }
  return (
    <div className="field flex min-h-8 flex-wrap items-center gap-1 py-1 focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus">
      {value.map((tag) => (
        <span key={tag} className="flex max-w-full items-center rounded-sm bg-sunken pl-1.5 text-sm">
          <span className="truncate">{tag}</span>
          <button
            type="button"
            disabled={disabled}
            aria-label={t("common.remove", { name: tag })}
            onClick={() => onChange(value.filter((one) => one !== tag))}
            className="grid size-6 cursor-pointer place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        {...rest}
        value={word}
        disabled={disabled}
        placeholder={value.length === 0 ? t("form.tagHint") : undefined}
        onChange={(event) =>
          /[,，]$/.test(event.target.value) ? add(event.target.value) : setWord(event.target.value)
        }
        onBlur={() => add(word)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && word !== "") {
            event.preventDefault();
            add(word);
          } else if (event.key === "Backspace" && word === "") onChange(value.slice(0, -1));
        }}
        className="h-6 min-w-24 flex-1 bg-transparent text-sm outline-none"
      />
    </div>
  );
}
