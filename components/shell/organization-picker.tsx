"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandRoot,
  CommandStatus,
} from "../ui/command-list";
import type { OverlayProps } from "../ui/lazy-overlay";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { useSearch } from "../ui/use-search";
import type { OrganizationOption } from "./types";

export type OrganizationPickerProps = {
  current: string | null;
  search: (query: string) => Promise<OrganizationOption[]>;
  choose: (id: string | null) => Promise<void>;
};

export function OrganizationPicker({
  trigger,
  defaultOpen,
  choose,
  ...rest
}: OrganizationPickerProps & OverlayProps) {
  const t = useTranslations("core.shell");
  const [open, setOpen] = useState(defaultOpen);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent label={t("switchOrganization")} className="w-80">
        <Options
          {...rest}
          choose={async (id) => {
            setOpen(false);
            await choose(id);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function Options({ current, search, choose }: OrganizationPickerProps) {
  const t = useTranslations("core.shell");
  const [query, setQuery] = useState("");
  const found = useSearch(search, query);
  return (
    <CommandRoot shouldFilter={false} label={t("switchOrganization")}>
      <CommandInput
        autoFocus
        value={query}
        onValueChange={setQuery}
        busy={found.state === "busy"}
        placeholder={t("searchOrganizations")}
      />
      <CommandList className="max-h-80 overflow-y-auto">
        <CommandStatus state={found.state} empty={found.items.length === 0} />
        {found.items.length > 0 ? (
          <CommandGroup>
            {found.items.map((option) => (
              <CommandItem
                key={option.id ?? "all"}
                value={option.id ?? "all"}
                onSelect={() => choose(option.id)}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{option.name}</span>
                  {option.subtitle ? (
                    <span className="block truncate text-ink-3 text-xs">{option.subtitle}</span>
                  ) : null}
                </span>
                {option.id === current ? <Check aria-hidden /> : null}
              </CommandItem>
            ))}
          </CommandGroup>
        ) : null}
      </CommandList>
    </CommandRoot>
  );
}
