"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState, useTransition } from "react";
import { Notice } from "@/components/auth/notice";
import {
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandRoot,
  CommandStatus,
} from "@/components/ui/command-list";
import { useSearch } from "@/components/ui/use-search";
import type { OrganizationChoice } from "@/lib/governance/sessions/choices";
import { chooseAndGo } from "../actions/choose-organization";

export type OrganizationChooserProps = {
  /** What is there before anything is typed. */
  first: OrganizationChoice[];
  next: string;
};

/** A searchable list of the organizations one may work in. */
export function OrganizationChooser({ first, next }: OrganizationChooserProps) {
  const t = useTranslations("governance.auth");
  const [query, setQuery] = useState("");
  const [failed, setFailed] = useState(false);
  const [pending, start] = useTransition();
  const search = useCallback(searchChoices, []);
  const found = useSearch(search, query, { enabled: query.trim() !== "" });
  const shown = query.trim() === "" ? first : found.items;

  function choose(choice: OrganizationChoice) {
    if (pending) return;
    setFailed(false);
    start(async () => {
      try {
        await chooseAndGo(choice.id, next);
      } catch {
        setFailed(true);
      }
    });
  }

  return (
    <div className="space-y-3">
      {failed ? <Notice tone="danger">{t("offline")}</Notice> : null}
      <CommandRoot
        shouldFilter={false}
        label={t("choose.title")}
        className="overflow-hidden rounded-md border border-field"
      >
        <CommandInput
          autoFocus
          value={query}
          onValueChange={setQuery}
          busy={found.state === "busy" || pending}
          placeholder={t("choose.search")}
        />
        <CommandList className="max-h-[50dvh] overflow-y-auto">
          {query.trim() === "" ? null : (
            <CommandStatus state={found.state} empty={shown.length === 0} nothing={t("choose.none")} />
          )}
          {shown.length > 0 ? (
            <CommandGroup>
              {shown.map((choice) => (
                <CommandItem
                  key={choice.id}
                  value={choice.id}
                  disabled={pending}
                  onSelect={() => choose(choice)}
                  className="min-h-11"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">
                      {choice.kind === "platform" ? t("choose.all") : choice.name}
                    </span>
                    <span className="block truncate text-ink-3 text-xs">{subtitle(choice)}</span>
                  </span>
                  <ChevronRight aria-hidden />
                </CommandItem>
              ))}
            </CommandGroup>
          ) : null}
        </CommandList>
      </CommandRoot>
      {query.trim() === "" && first.length >= 20 ? (
        <p className="text-ink-3 text-xs">{t("choose.more")}</p>
      ) : null}
    </div>
  );

  function subtitle(choice: OrganizationChoice): string {
    if (choice.kind === "platform") return t("choose.allHelp");
    return [
      choice.number,
      choice.parent ? t("choose.below", { parent: choice.parent }) : null,
      choice.state === "suspended" ? t("choose.suspended") : null,
    ]
      .filter(Boolean)
      .join(" · ");
  }
}

async function searchChoices(query: string, signal: AbortSignal): Promise<OrganizationChoice[]> {
  const response = await fetch(`/api/organizations/choices?q=${encodeURIComponent(query)}`, { signal });
  if (!response.ok) throw new Error(`${response.status}`);
  return ((await response.json()) as { data: OrganizationChoice[] }).data;
}
