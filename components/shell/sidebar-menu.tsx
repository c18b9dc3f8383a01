"use client";

import { ChevronRight } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "../ui/cn";
import { Link } from "../ui/link";
import { activeItem } from "./active";
import { Icon } from "./icon";
import type { MenuItem, MenuModule } from "./types";

export type SidebarMenuProps = {
  menu: MenuModule[];
  folded: string[];
  onFold: (module: string, folded: boolean) => void;
  onNavigate?: () => void;
};

export function SidebarMenu({ menu, folded, onFold, onNavigate }: SidebarMenuProps) {
  const t = useTranslations("core.shell");
  const active = activeItem(menu, usePathname());
  return (
    <nav aria-label={t("navigation")} className="flex flex-col gap-3 p-2">
      {menu.map((entry) => (
        <ModuleGroup
          key={entry.module}
          entry={entry}
          active={active}
          open={!folded.includes(entry.module)}
          onToggle={(open) => onFold(entry.module, !open)}
          onNavigate={onNavigate}
        />
      ))}
    </nav>
  );
}

type GroupProps = {
  entry: MenuModule;
  active: MenuItem | undefined;
  open: boolean;
  onToggle: (open: boolean) => void;
  onNavigate?: () => void;
};

function ModuleGroup({ entry, active, open, onToggle, onNavigate }: GroupProps) {
  const id = useId();
  const waiting = entry.items.reduce((sum, item) => sum + (item.count ?? 0), 0);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => onToggle(!open)}
        className="flex h-6 w-full cursor-pointer items-center gap-1 rounded-sm px-2 font-medium text-ink-3 text-xs hover:text-ink pointer-coarse:h-10"
      >
        <span className="truncate">{entry.label}</span>
        <ChevronRight
          aria-hidden
          className={cn("size-3 shrink-0 transition-transform", open && "rotate-90")}
        />
        {!open && waiting > 0 ? <Count value={waiting} /> : null}
      </button>
      <ul id={id} hidden={!open} className="mt-0.5 flex flex-col gap-px">
        {entry.items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              onClick={onNavigate}
              aria-current={item === active ? "page" : undefined}
              className={cn(
                "flex h-7 items-center gap-2 rounded-md px-2 text-sm focus-visible:outline-offset-[-2px] pointer-coarse:h-11",
                item === active
                  ? "bg-accent-soft font-medium text-accent"
                  : "text-ink-2 hover:bg-hover hover:text-ink",
              )}
            >
              <Icon name={item.icon} className="size-4 shrink-0" />
              <span className="min-w-0 flex-1 truncate">{item.label}</span>
              {item.count ? <Count value={item.count} /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Count({ value }: { value: number }) {
  return (
    <span className="figures ml-auto shrink-0 rounded-sm bg-waiting-soft px-1 text-waiting text-xs">
      {value > 999 ? "999+" : value}
    </span>
  );
}
