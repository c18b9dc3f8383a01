"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Input } from "../ui/input";

export type SearchBoxProps = { label: string; value: string; onSearch: (words: string) => void };

/** Searches as one types; when the URL changes by another hand, the box follows unless one is writing in it. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const t = useTranslations("core.table");
  const [words, setWords] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== box.current) setWords(value);
  }, [value]);
  return (
    <div className="relative w-full sm:w-60">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <Input
        ref={box}
        type="search"
        value={words}
        maxLength={200}
        aria-label={t("search", { resource: label })}
        placeholder={t("search", { resource: label })}
        className="pl-8! [&::-webkit-search-cancel-button]:appearance-none"
        onChange={(event) => {
          setWords(event.target.value);
          onSearch(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (words === "") box.current?.blur();
          setWords("");
          onSearch("");
        }}
      />
    </div>
  );
}
