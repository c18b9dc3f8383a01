"use client";

import { Lock, MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tabs, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ComposerKind } from "./composer-draft";

export type ComposerChoiceProps = {
  kinds: ComposerKind[];
  value: ComposerKind;
  onChange(kind: ComposerKind): void;
};

/** In public or among staff: what stands in the text stays, whichever is chosen. */
export function ComposerChoice({ kinds, value, onChange }: ComposerChoiceProps) {
  const t = useTranslations("support.pages.composer");
  return (
    <Tabs value={value} onValueChange={(next) => onChange(kinds.find((kind) => kind === next) ?? value)}>
      <TabsList className="px-4 pt-1" aria-label={t("label")}>
        {kinds.map((kind) => (
          <TabsTrigger key={kind} value={kind}>
            {kind === "internal" ? (
              <Lock aria-hidden className="size-3.5" />
            ) : (
              <MessageSquare aria-hidden className="size-3.5" />
            )}
            {t(`kinds.${kind}`)}
          </TabsTrigger>
        ))}
      </TabsList>
    </Tabs>
  );
}
