"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Primitive from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

export type SheetContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode;
  titleHidden?: boolean;
  description?: ReactNode;
  footer?: ReactNode;
  side?: "right" | "left";
};

/** A panel from the side that leaves the page where it was. */
export function SheetContent({
  title,
  titleHidden,
  description,
  footer,
  side = "right",
  className,
  children,
  ...rest
}: SheetContentProps) {
  const t = useTranslations("core.common");
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        {...rest}
        className={cn(
          "fixed inset-y-0 z-50 flex max-w-full flex-col bg-raised shadow-overlay outline-none",
          side === "right"
            ? "right-0 data-[state=open]:animate-from-right"
            : "left-0 data-[state=open]:animate-from-left",
          className ?? "w-120",
        )}
      >
        <header
          className={cn(
            "flex min-h-header items-center gap-3 py-2",
            titleHidden ? "absolute top-0 right-0 z-10 px-3" : "border-line border-b px-4",
          )}
        >
          <div className={cn("min-w-0 flex-1", titleHidden && "sr-only")}>
            <Primitive.Title className="truncate font-semibold text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-ink-2 text-sm">{description}</Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <Button look="ghost" size="sm" icon aria-label={t("close")} className="-mr-1.5">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        {footer ? (
          <footer className="flex flex-wrap gap-2 border-line border-t px-4 py-3">{footer}</footer>
        ) : null}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
