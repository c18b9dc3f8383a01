"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

/** The searchable list below the palette, the switcher and every combobox. Load it lazily: it brings cmdk. */
export const CommandList = Command.List;
export const CommandRoot = Command;

export function CommandInput({
  busy,
  className,
  ...rest
}: ComponentProps<typeof Command.Input> & { busy?: boolean }) {
  return (
    <div className="flex items-center gap-2 border-line border-b px-3">
      {busy ? (
        <Spinner className="text-ink-3" />
      ) : (
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
      )}
      <Command.Input
        className={cn("h-10 w-full min-w-0 bg-transparent text-base outline-none", className)}
        {...rest}
      />
    </div>
  );
}

export function CommandGroup({ className, ...rest }: ComponentProps<typeof Command.Group>) {
  return (
    <Command.Group
      className={cn(
        "p-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs",
        className,
      )}
      {...rest}
    />
  );
}

export function CommandItem({ className, ...rest }: ComponentProps<typeof Command.Item>) {
  return (
    <Command.Item
      className={cn("menu-row [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3", className)}
      {...rest}
    />
  );
}

export type CommandStatusProps = {
  state: "idle" | "busy" | "done" | "failed";
  empty: boolean;
  nothing?: ReactNode;
  idle?: ReactNode;
};

/** What is said where no rows are: searching, nothing, failed. */
export function CommandStatus({ state, empty, nothing, idle }: CommandStatusProps) {
  const t = useTranslations("core.common");
  const words = (): ReactNode => {
    if (state === "failed") return t("searchFailed");
    if (!empty) return null;
    if (state === "busy") return t("searching");
    return state === "idle" ? (idle ?? t("typeToSearch")) : (nothing ?? t("noMatches"));
  };
  const text = words();
  return (
    <p
      role="status"
      className={cn(
        "px-3 py-6 text-center text-sm",
        state === "failed" ? "text-danger" : "text-ink-3",
        !text && "hidden",
      )}
    >
      {text}
    </p>
  );
}
