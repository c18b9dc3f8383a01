"use client";

import { useTranslations } from "next-intl";
import { Sheet, SheetContent } from "../ui/sheet";
import { SidebarMenu } from "./sidebar-menu";
import type { MenuModule } from "./types";
import { Wordmark } from "./wordmark";

export type MenuDrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menu: MenuModule[];
  panelLabel: string;
  folded: string[];
  onFold: (module: string, folded: boolean) => void;
};

/** The sidebar of a phone. */
export function MenuDrawer({ open, onOpenChange, menu, panelLabel, folded, onFold }: MenuDrawerProps) {
  const t = useTranslations("core.shell");
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="left" title={t("navigation")} titleHidden className="w-72">
        <div className="flex h-header items-center gap-2 px-4">
          <Wordmark />
          <span className="mt-0.5 text-ink-3 text-xs">{panelLabel}</span>
        </div>
        <SidebarMenu menu={menu} folded={folded} onFold={onFold} onNavigate={() => onOpenChange(false)} />
      </SheetContent>
    </Sheet>
  );
}
