"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import type { OverlayProps } from "../ui/lazy-overlay";
import { OptionList, type SearchOptions } from "../ui/option-list";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import type { OrganizationOption } from "./types";

export type OrganizationPickerProps = {
  current: string | null;
  search: (query: string) => Promise<OrganizationOption[]>;
  choose: (id: string | null) => Promise<void>;
};

/** How "all organizations", which has no id, goes by in the list. */
const all = "all";

/** Where to work from now on. */
export function OrganizationPicker(props: OrganizationPickerProps & OverlayProps) {
  const { trigger, defaultOpen, current, search, choose } = props;
  const t = useTranslations("core.shell");
  const [open, setOpen] = useState(defaultOpen);
  const options = useCallback<SearchOptions>(
    async (query) =>
      (await search(query)).map(({ id, name, subtitle }) => ({
        value: id ?? all,
        label: name,
        ...(subtitle ? { help: subtitle } : {}),
      })),
    [search],
  );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent label={t("switchOrganization")} className="w-80">
        <OptionList
          label={t("searchOrganizations")}
          search={options}
          chosen={current ?? all}
          onChoose={({ value }) => {
            setOpen(false);
            void choose(value === all ? null : value);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
