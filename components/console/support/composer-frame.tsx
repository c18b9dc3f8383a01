"use client";

import { Lock, MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ComposerKind } from "./composer-draft";

export type ComposerFrameProps = {
  kinds: ComposerKind[];
  value: ComposerKind;
  onChange(kind: ComposerKind): void;
  children: ReactNode;
};

const body = "flex flex-col gap-3 p-4 pt-3";

/** In public or among staff: what stands in the text, and what is attached, stays whichever is chosen. */
export function ComposerFrame({ kinds, value, onChange, children }: ComposerFrameProps) {
  const t = useTranslations("support.pages.composer");
  if (kinds.length < 2) return <div className={body}>{children}</div>;
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
      {/* One panel that changes its name, so that nothing in it begins anew. */}
      <TabsContent value={value} tabIndex={-1} className={body}>
        {children}
      </TabsContent>
    </Tabs>
  );
}
