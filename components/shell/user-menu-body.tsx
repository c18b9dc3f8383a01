"use client";

import { Keyboard, LogOut, MonitorSmartphone, UserCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { forgetWhatWasRead } from "../jobs/device";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import type { OverlayProps } from "../ui/lazy-overlay";
import { Link } from "../ui/link";
import { LanguageRadios, ThemeRadios } from "./preference-menus";
import type { UserMenuProps } from "./user-menu";

export function UserMenuBody({
  operator,
  profileHref,
  sessionsHref,
  signOut,
  onShortcuts,
  trigger,
  defaultOpen,
}: UserMenuProps & OverlayProps) {
  const t = useTranslations("core.shell");
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
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
        <DropdownMenuItem onSelect={() => void forgetWhatWasRead().then(signOut)}>
          <LogOut aria-hidden />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
