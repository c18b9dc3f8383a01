"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { searchResource } from "../shell/search";
import {
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandRoot,
  CommandStatus,
} from "../ui/command-list";
import { useSearch } from "../ui/use-search";
import { rememberName } from "./record-names";

export type ReferenceOptionsProps = {
  resource: string;
  value: string | undefined;
  onApply: (value: string | null) => void;
};

/** Finds a record by its name and filters by it. */
export function ReferenceOptions({ resource, value, onApply }: ReferenceOptionsProps) {
  const t = useTranslations("core.common");
  const [query, setQuery] = useState("");
  const ask = useCallback(
    (words: string, signal: AbortSignal) => searchResource(resource, words, signal),
    [resource],
  );
  const found = useSearch(ask, query);
  return (
    <CommandRoot shouldFilter={false} label={t("search")}>
      <CommandInput
        autoFocus
        value={query}
        onValueChange={setQuery}
        busy={found.state === "busy"}
        placeholder={t("search")}
      />
      <CommandList className="max-h-64 overflow-y-auto">
        <CommandStatus state={found.state} empty={found.items.length === 0} />
        {found.items.length > 0 ? (
          <CommandGroup>
            {found.items.map((hit) => (
              <CommandItem
                key={hit.id}
                value={hit.id}
                onSelect={() => {
                  rememberName(resource, hit.id, hit.title);
                  onApply(hit.id === value ? null : hit.id);
                }}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{hit.title}</span>
                  {hit.subtitle ? (
                    <span className="block truncate text-ink-3 text-xs">{hit.subtitle}</span>
                  ) : null}
                </span>
                {hit.id === value ? <Check aria-hidden /> : null}
              </CommandItem>
            ))}
          </CommandGroup>
        ) : null}
      </CommandList>
    </CommandRoot>
  );
}
