"use client";

import { Building2, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { LazyOverlay } from "../ui/lazy-overlay";
import type { OrganizationOption } from "./types";

const load = () => import("./organization-picker").then((module) => module.OrganizationPicker);

export type OrganizationSwitcherProps = {
  /** What is chosen; null says "all organizations". */
  organization: OrganizationOption | null;
  /** Answers the organizations that match; an empty query answers the likeliest. */
  search?: (query: string) => Promise<OrganizationOption[]>;
  choose?: (id: string | null) => Promise<void>;
};

/** Without `search` and `choose` there is nothing to switch, and it only says where one is. */
export function OrganizationSwitcher({ organization, search, choose }: OrganizationSwitcherProps) {
  const t = useTranslations("core.shell");
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
    <LazyOverlay
      load={load}
      popup="dialog"
      props={{ current: organization?.id ?? null, search, choose }}
      trigger={
        <button
          type="button"
          aria-label={`${t("switchOrganization")}: ${name}`}
          className="flex h-8 min-w-0 max-w-60 cursor-pointer items-center gap-2 rounded-md border border-line px-2 font-medium text-sm hover:bg-hover pointer-coarse:h-11"
        >
          <Building2 aria-hidden className="size-4 shrink-0 text-ink-3 max-sm:hidden" />
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        </button>
      }
    />
  );
}
