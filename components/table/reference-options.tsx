"use client";

import { OptionList } from "../ui/option-list";
import { rememberName } from "./record-names";
import { useRecordOptions } from "./record-options";

export type ReferenceOptionsProps = {
  resource: string;
  value: string | undefined;
  onApply: (value: string | null) => void;
};

/** Finds a record by its name and filters by it. */
export function ReferenceOptions({ resource, value, onApply }: ReferenceOptionsProps) {
  const search = useRecordOptions(resource);
  return (
    <OptionList
      search={search}
      chosen={value}
      onChoose={(option) => {
        rememberName(resource, option.value, option.label);
        onApply(option.value === value ? null : option.value);
      }}
    />
  );
}
