"use client";

import { CornerDownLeft, FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import * as Dialog from "radix-ui/dialog";
import { useEffect, useMemo, useState } from "react";
import {
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandRoot,
  CommandStatus,
} from "../ui/command-list";
import { Kbd } from "../ui/kbd";
import { useSearch } from "../ui/use-search";
import { Icon } from "./icon";
import { searchEverything } from "./search";
import type { MenuModule, PaletteCommand, SearchHit } from "./types";

export type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menu: MenuModule[];
  commands: PaletteCommand[];
};

/** Go to a page, find anything, run a command: one box. */
export function Palette({ open, onOpenChange, menu, commands }: PaletteProps) {
  const t = useTranslations("core.shell.palette");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const words = query.trim().toLowerCase();
  const found = useSearch(searchEverything, query.trim(), { enabled: words.length >= 2 });
  const pages = useMemo(() => matchingPages(menu, words), [menu, words]);
  const doable = commands.filter((command) => matches([command.label, ...(command.keywords ?? [])], words));
  const groups = useMemo(() => byResource(found.items), [found.items]);

  // The first row is the one Enter opens, also after better ones have arrived above it.
  const [chosen, setChosen] = useState("");
  const best = found.items[0];
  const first = best ? hitValue(best) : pages[0] ? `page ${pages[0].item.href}` : "";
  useEffect(() => setChosen(first), [first]);

  function go(href: string) {
    onOpenChange(false);
    router.push(href);
  }

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="overlay fixed inset-x-2 top-2 mx-auto max-w-xl overflow-hidden sm:top-[12vh]"
        >
          <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
          <CommandRoot shouldFilter={false} loop label={t("title")} value={chosen} onValueChange={setChosen}>
            <CommandInput
              autoFocus
              value={query}
              onValueChange={setQuery}
              busy={found.state === "busy"}
              placeholder={t("placeholder")}
            />
            <CommandList className="max-h-[min(60dvh,420px)] overflow-y-auto">
              {groups.map(([label, hits]) => (
                <CommandGroup key={label} heading={label}>
                  {hits.map((hit) => (
                    <CommandItem
                      key={`${hit.resource}${hit.id}`}
                      value={hitValue(hit)}
                      onSelect={() => go(hit.href)}
                    >
                      <FileText aria-hidden />
                      <span className="min-w-0 flex-1 truncate">
                        {hit.title}
                        {hit.subtitle ? <span className="ml-2 text-ink-3">{hit.subtitle}</span> : null}
                      </span>
                    </CommandItem>
                  ))}
                </CommandGroup>
              ))}
              {pages.length > 0 ? (
                <CommandGroup heading={t("pages")}>
                  {pages.map(({ item, module }) => (
                    <CommandItem key={item.href} value={`page ${item.href}`} onSelect={() => go(item.href)}>
                      <Icon name={item.icon} />
                      <span className="min-w-0 flex-1 truncate">
                        {item.label}
                        <span className="ml-2 text-ink-3">{module}</span>
                      </span>
                      {item.shortcut ? (
                        <span className="flex gap-1">
                          <Kbd>{"g"}</Kbd>
                          <Kbd>{item.shortcut}</Kbd>
                        </span>
                      ) : null}
                    </CommandItem>
                  ))}
                </CommandGroup>
              ) : null}
              {doable.length > 0 ? (
                <CommandGroup heading={t("commands")}>
                  {doable.map((command) => (
                    <CommandItem
                      key={command.href}
                      value={`do ${command.href}`}
                      onSelect={() => go(command.href)}
                    >
                      <Icon name={command.icon ?? "zap"} />
                      <span className="min-w-0 flex-1 truncate">{command.label}</span>
                    </CommandItem>
                  ))}
                </CommandGroup>
              ) : null}
              <CommandStatus
                state={found.state}
                empty={found.items.length + pages.length + doable.length === 0}
                nothing={t("nothing", { query: query.trim() })}
                idle={t("nothing", { query: query.trim() })}
              />
            </CommandList>
          </CommandRoot>
          <p className="flex items-center gap-2 border-line border-t px-3 py-2 text-ink-3 text-xs max-sm:hidden">
            <CornerDownLeft aria-hidden className="size-3" />
            {t("hint")}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function hitValue(hit: SearchHit): string {
  return `hit ${hit.resource} ${hit.id}`;
}

function matches(texts: string[], words: string): boolean {
  const text = texts.join(" ").toLowerCase();
  return words.split(/\s+/).every((word) => text.includes(word));
}

function matchingPages(menu: MenuModule[], words: string) {
  return menu
    .flatMap((entry) => entry.items.map((item) => ({ item, module: entry.label })))
    .filter(({ item, module }) => matches([item.label, module], words))
    .slice(0, words === "" ? 50 : 12);
}

function byResource(hits: SearchHit[]): [string, SearchHit[]][] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.label, [...(groups.get(hit.label) ?? []), hit]);
  return [...groups];
}
