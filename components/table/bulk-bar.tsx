"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Icon } from "../shell/icon";
import { Button } from "../ui/button";
import type { BulkAction } from "./types";

export type BulkBarProps = {
  actions: BulkAction[];
  count: number;
  onAction: (action: BulkAction) => void;
  onClear: () => void;
};

/** What can be done with the chosen rows; it floats above the list's end. */
export function BulkBar({ actions, count, onAction, onClear }: BulkBarProps) {
  const t = useTranslations("core.table");
  return (
    <section
      aria-label={t("selected", { count })}
      className="sticky bottom-14 z-20 mx-auto mt-3 flex w-fit max-w-full animate-rise flex-wrap items-center gap-2 rounded-md bg-raised p-2 pl-3 shadow-overlay"
    >
      <span className="figures font-medium text-sm" role="status">
        {t("selected", { count })}
      </span>
      {actions.map((one) => (
        <Button
          key={one.command}
          look={one.danger ? "danger-quiet" : "secondary"}
          aria-haspopup="dialog"
          onClick={() => onAction(one)}
        >
          {one.icon ? <Icon name={one.icon} /> : null}
          {one.label}
        </Button>
      ))}
      <Button
        look="ghost"
        icon
        aria-label={t("clearSelection")}
        title={t("clearSelection")}
        onClick={onClear}
      >
        <X aria-hidden />
      </Button>
    </section>
  );
}
