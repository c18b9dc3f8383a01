"use client";

import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import { LazyOverlay } from "../ui/lazy-overlay";
import type { ShellOperator } from "./types";

export type UserMenuProps = {
  operator: ShellOperator;
  profileHref: string;
  sessionsHref: string;
  signOut: () => Promise<void>;
  onShortcuts: () => void;
};

const load = () => import("./user-menu-body").then((module) => module.UserMenuBody);

export function UserMenu(props: UserMenuProps) {
  const t = useTranslations("core.shell");
  return (
    <LazyOverlay
      load={load}
      props={props}
      trigger={
        <button
          type="button"
          aria-label={t("account", { name: props.operator.name })}
          className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-full hover:bg-hover pointer-coarse:size-11"
        >
          <Avatar name={props.operator.name} />
        </button>
      }
    />
  );
}
