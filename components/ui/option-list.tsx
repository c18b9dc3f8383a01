"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import {
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandRoot,
  CommandStatus,
} from "./command-list";
import { useSearch } from "./use-search";

export type Option = {
  value: string;
  label: string;
  /** Beneath the label. */
  help?: string;
};

/** Answers what matches; an empty query answers the likeliest. Must be stable (useCallback or module scope). */
export type SearchOptions = (query: string, signal: AbortSignal) => Promise<Option[]>;

export type OptionListProps = {
  search: SearchOptions;
  /** The value that is ticked. */
  chosen: string | null | undefined;
  onChoose: (option: Option) => void;
  /** What is looked for; "Search" when left out. */
  label?: string;
};

/** One of too many to list, found by its name: inside a popover, loaded lazily because it brings cmdk. */
export function OptionList({ search, chosen, onChoose, label }: OptionListProps) {
  const t = useTranslations("core.common");
  const [query, setQuery] = useState("");
  const found = useSearch(search, query);
  const words = label ?? t("search");
  // The rows come after the words were typed, so cmdk has no row under Enter yet.
  const [current, setCurrent] = useState("");
  useEffect(() => setCurrent(found.items[0]?.value ?? ""), [found.items]);
  return (
    <CommandRoot shouldFilter={false} label={words} value={current} onValueChange={setCurrent}>
      <CommandInput
        autoFocus
        value={query}
        onValueChange={setQuery}
        busy={found.state === "busy"}
        placeholder={words}
      />
      <CommandList className="max-h-72 overflow-y-auto">
        <CommandStatus state={found.state} empty={found.items.length === 0} />
        {found.items.length > 0 ? (
          <CommandGroup>
            {found.items.map((option) => (
              <CommandItem key={option.value} value={option.value} onSelect={() => onChoose(option)}>
                <span className="min-w-0 flex-1">
                  <span className="line-clamp-2" title={option.label}>
                    {option.label}
                  </span>
                  {option.help ? (
                    <span className="block truncate text-ink-3 text-xs">{option.help}</span>
                  ) : null}
                </span>
                {option.value === chosen ? <Check aria-hidden /> : null}
              </CommandItem>
            ))}
          </CommandGroup>
        ) : null}
      </CommandList>
    </CommandRoot>
  );
}
