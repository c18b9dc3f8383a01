"use client";

import { Keyboard, LogOut, MonitorSmartphone, UserCog } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { LanguageRadios, ThemeRadios } from "./preferences";
import type { ShellOperator } from "./types";

export type UserMenuProps = {
  operator: ShellOperator;
  profileHref: string;
  sessionsHref: string;
  signOut: () => Promise<void>;
  onShortcuts: () => void;
};

export function UserMenu({ operator, profileHref, sessionsHref, signOut, onShortcuts }: UserMenuProps) {
  const t = useTranslations("core.shell");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t("account", { name: operator.name })}
        className="grid size-8 cursor-pointer place-items-center rounded-full hover:bg-hover pointer-coarse:size-11"
      >
        <Avatar name={operator.name} />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium text-sm">{operator.name}</p>
          <p className="truncate text-ink-3 text-xs">{operator.email}</p>
          {operator.role ? <p className="truncate text-ink-3 text-xs">{operator.role}</p> : null}
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={profileHref}>
            <UserCog aria-hidden />
            {t("profile")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={sessionsHref}>
            <MonitorSmartphone aria-hidden />
            {t("sessions")}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onShortcuts} className="max-md:hidden">
          <Keyboard aria-hidden />
          {t("shortcuts")}
        </DropdownMenuItem>
        <div className="sm:hidden">
          <DropdownMenuSeparator />
          <LanguageRadios />
          <ThemeRadios />
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
