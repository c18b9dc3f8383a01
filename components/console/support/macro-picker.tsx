"use client";

import { Zap } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import type { SearchOptions } from "@/components/ui/option-list";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ComposerMacro } from "./composer-draft";

const OptionList = dynamic(() => import("@/components/ui/option-list").then((m) => m.OptionList), {
  ssr: false,
});

export type MacroPickerProps = {
  label: string;
  macros: ComposerMacro[];
  onChoose(macro: ComposerMacro): void;
  /** Where the writer goes on. */
  onClosed(): void;
};

/** A text to use again, found by its name or by what it says. */
export function MacroPicker({ label, macros, onChoose, onClosed }: MacroPickerProps) {
  const [open, setOpen] = useState(false);
  const search = useCallback<SearchOptions>(
    async (query) => {
      const words = query.trim().toLocaleLowerCase();
      return macros
        .filter(({ name, body }) => `${name} ${body}`.toLocaleLowerCase().includes(words))
        .map(({ id, name, body }) => ({ value: id, label: name, help: body }));
    },
    [macros],
  );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button type="button" look="ghost">
          <Zap aria-hidden />
          {label}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        label={label}
        className="w-80"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        <OptionList
          search={search}
          chosen={null}
          label={label}
          onChoose={({ value }) => {
            const macro = macros.find(({ id }) => id === value);
            setOpen(false);
            if (macro) onChoose(macro);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
