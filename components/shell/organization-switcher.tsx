"use client";

import { Building2, ChevronsUpDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { Skeleton } from "../ui/skeleton";
import type { OrganizationOption } from "./types";

const OrganizationPicker = dynamic(() => import("./organization-picker").then((m) => m.OrganizationPicker), {
  loading: () => (
    <div className="space-y-3 p-3">
      <Skeleton className="h-6" />
      <Skeleton />
      <Skeleton />
    </div>
  ),
});

export type OrganizationSwitcherProps = {
  /** What is chosen; null where nothing is to choose from. */
  organization: OrganizationOption | null;
  /** Answers the organizations that match; an empty query answers the likeliest. */
  search?: (query: string) => Promise<OrganizationOption[]>;
  choose?: (id: string | null) => Promise<void>;
};

export function OrganizationSwitcher({ organization, search, choose }: OrganizationSwitcherProps) {
  const t = useTranslations("core.shell");
  const [open, setOpen] = useState(false);
  const name = organization?.name ?? t("allOrganizations");
  if (!search || !choose) {
    return (
      <span className="flex min-w-0 items-center gap-2 px-1 font-medium text-sm">
        <Building2 aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="truncate">{name}</span>
      </span>
    );
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={`${t("switchOrganization")}: ${name}`}
        className="flex h-8 min-w-0 max-w-60 cursor-pointer items-center gap-2 rounded-md border border-line px-2 font-medium text-sm hover:bg-hover pointer-coarse:h-11"
      >
        <Building2 aria-hidden className="size-4 shrink-0 text-ink-3 max-sm:hidden" />
        <span className="truncate">{name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      </PopoverTrigger>
      <PopoverContent className="w-80 p-0">
        <OrganizationPicker
          current={organization?.id ?? null}
          search={search}
          choose={async (id) => {
            setOpen(false);
            await choose(id);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
