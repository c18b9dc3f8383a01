"use client";

import { CornerDownLeft, FileText, Search } from "lucide-react";
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
import type { MenuItem, MenuModule, PaletteCommand, SearchHit } from "./types";

export type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menu: MenuModule[];
  commands: PaletteCommand[];
  /** The page that searches every list; takes `?q=`. */
  searchHref?: string;
};

/** Go to a page, find anything, run a command: one box. */
export function Palette({ open, onOpenChange, menu, commands, searchHref }: PaletteProps) {
  const t = useTranslations("core.shell.palette");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const words = query.trim().toLowerCase();
  const found = useSearch(searchEverything, query.trim(), { enabled: words.length >= 2 });
  const { named, others } = useMemo(() => matchingPages(menu, words), [menu, words]);
  const doable = commands.filter((command) => matches([command.label, ...(command.keywords ?? [])], words));
  const groups = useMemo(() => byResource(found.items), [found.items]);

  // The first row is the one Enter opens, also after better ones have arrived above it.
  const [chosen, setChosen] = useState("");
  const first = firstValue(named, found.items, others, doable);
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
              <Pages heading={t("pages")} pages={named} onChoose={go} />
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
              <Pages heading={t("pages")} pages={others} onChoose={go} />
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
              {searchHref && words !== "" ? (
                <CommandGroup>
                  <CommandItem
                    value="everything"
                    onSelect={() => go(`${searchHref}?q=${encodeURIComponent(query.trim())}`)}
                  >
                    <Search aria-hidden />
                    <span className="min-w-0 flex-1 truncate">
                      {t("everything", { query: query.trim() })}
                    </span>
                  </CommandItem>
                </CommandGroup>
              ) : null}
              <CommandStatus
                state={found.state}
                empty={found.items.length + named.length + others.length + doable.length === 0}
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

type Page = { item: MenuItem; module: string };

/** Pages called what was typed, and those only their module's name brings. Without words: all of them. */
function matchingPages(menu: MenuModule[], words: string): { named: Page[]; others: Page[] } {
  const pages = menu.flatMap((entry) => entry.items.map((item) => ({ item, module: entry.label })));
  if (words === "") return { named: pages.slice(0, 50), others: [] };
  const named = pages.filter(({ item }) => matches([item.label], words)).slice(0, 6);
  const others = pages.filter(
    (page) => !named.includes(page) && matches([page.item.label, page.module], words),
  );
  return { named, others: others.slice(0, 12 - named.length) };
}

const pageValue = ({ item }: Page): string => `page ${item.href}`;

function firstValue(named: Page[], hits: SearchHit[], others: Page[], doable: PaletteCommand[]): string {
  if (named[0]) return pageValue(named[0]);
  if (hits[0]) return hitValue(hits[0]);
  if (others[0]) return pageValue(others[0]);
  return doable[0] ? `do ${doable[0].href}` : "everything";
}

type PagesProps = { heading: string; pages: Page[]; onChoose: (href: string) => void };

function Pages({ heading, pages, onChoose }: PagesProps) {
  if (pages.length === 0) return null;
  return (
    <CommandGroup heading={heading}>
      {pages.map((page) => (
        <CommandItem key={page.item.href} value={pageValue(page)} onSelect={() => onChoose(page.item.href)}>
          <Icon name={page.item.icon} />
          <span className="min-w-0 flex-1 truncate">
            {page.item.label}
            <span className="ml-2 text-ink-3">{page.module}</span>
          </span>
          {page.item.shortcut ? (
            <span className="flex gap-1">
              <Kbd>{"g"}</Kbd>
              <Kbd>{page.item.shortcut}</Kbd>
            </span>
          ) : null}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

function byResource(hits: SearchHit[]): [string, SearchHit[]][] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.label, [...(groups.get(hit.label) ?? []), hit]);
  return [...groups];
}
