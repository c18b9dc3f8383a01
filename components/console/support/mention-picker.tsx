"use client";

import { AtSign } from "lucide-react";
import dynamic from "next/dynamic";
import { useRecordOptions } from "@/components/table/record-options";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Mention } from "./composer-draft";

const OptionList = dynamic(() => import("@/components/ui/option-list").then((m) => m.OptionList), {
  ssr: false,
});

export type MentionPickerProps = {
  label: string;
  /** Which operators can be called. */
  among: Record<string, string>;
  open: boolean;
  onOpenChange(open: boolean): void;
  onChoose(mention: Mention): void;
  /** Where the writer goes on. */
  onClosed(): void;
};

/** A colleague to call into a ticket. */
export function MentionPicker({ label, among, open, onOpenChange, onChoose, onClosed }: MentionPickerProps) {
  const colleagues = useRecordOptions("operators", among);
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>
        <Button type="button" look="ghost">
          <AtSign aria-hidden />
          {label}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        label={label}
        className="w-72"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        <OptionList
          search={colleagues}
          chosen={null}
          label={label}
          onChoose={({ value, label: name }) => onChoose({ id: value, name })}
        />
      </PopoverContent>
    </Popover>
  );
}
