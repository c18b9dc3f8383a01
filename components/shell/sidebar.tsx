"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Link } from "../ui/link";
import { activeItem } from "./active";
import { Icon } from "./icon";
import { SidebarMenu } from "./sidebar-menu";
import type { MenuModule } from "./types";
import { Mark, Wordmark } from "./wordmark";

export type SidebarProps = {
  menu: MenuModule[];
  home: string;
  panelLabel: string;
  narrow: boolean;
  folded: string[];
  onNarrow: (narrow: boolean) => void;
  onFold: (module: string, folded: boolean) => void;
};

/** The wide screen's sidebar; narrow, it shows one icon per module. */
export function Sidebar({ menu, home, panelLabel, narrow, folded, onNarrow, onFold }: SidebarProps) {
  const t = useTranslations("core.shell");
  return (
    <aside
      aria-label={t("sidebar")}
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-line border-r bg-surface md:flex",
        narrow ? "w-13" : "w-sidebar",
      )}
    >
      <div className={cn("flex h-header shrink-0 items-center gap-2", narrow ? "justify-center" : "px-4")}>
        <Link href={home} className="flex min-w-0 items-center gap-2 rounded-sm" aria-label={t("home")}>
          {narrow ? <Mark /> : <Wordmark />}
        </Link>
        {narrow ? null : <span className="mt-0.5 ml-auto truncate text-ink-3 text-xs">{panelLabel}</span>}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]">
        {narrow ? <NarrowMenu menu={menu} /> : <SidebarMenu menu={menu} folded={folded} onFold={onFold} />}
      </div>
      <div className={cn("flex shrink-0 border-line border-t p-2", narrow && "justify-center")}>
        <Button
          look="ghost"
          size="sm"
          icon
          aria-label={narrow ? t("widen") : t("narrow")}
          title={narrow ? t("widen") : t("narrow")}
          onClick={() => onNarrow(!narrow)}
        >
          {narrow ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </Button>
      </div>
    </aside>
  );
}

function NarrowMenu({ menu }: { menu: MenuModule[] }) {
  const t = useTranslations("core.shell");
  const active = activeItem(menu, usePathname());
  return (
    <nav aria-label={t("navigation")}>
      <ul className="flex flex-col items-center gap-1 p-2">
        {menu.map((entry) => {
          const first = entry.items[0];
          if (!first) return null;
          const here = active !== undefined && entry.items.includes(active);
          return (
            <li key={entry.module}>
              <Link
                href={first.href}
                title={entry.label}
                aria-label={entry.label}
                aria-current={here ? "true" : undefined}
                className={cn(
                  "grid size-8 place-items-center rounded-md",
                  here ? "bg-accent-soft text-accent" : "text-ink-2 hover:bg-hover hover:text-ink",
                )}
              >
                <Icon name={entry.icon ?? first.icon} className="size-4" />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
