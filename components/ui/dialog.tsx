"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Primitive from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export type DialogContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; they stay in sight while the body scrolls. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
};

const WIDTH = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl", xl: "sm:max-w-4xl" };

/** On a phone it comes from below and takes the width. */
export function DialogContent({
  title,
  description,
  footer,
  size = "md",
  className,
  children,
  ...rest
}: DialogContentProps) {
  const t = useTranslations("core.common");
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        {...rest}
        className={cn(
          "overlay fixed inset-x-0 bottom-0 flex max-h-[90dvh] w-full flex-col overflow-hidden rounded-b-none sm:inset-x-auto sm:top-[10vh] sm:bottom-auto sm:left-1/2 sm:max-h-[80dvh] sm:-translate-x-1/2 sm:rounded-md",
          WIDTH[size],
          className,
        )}
      >
        <header className="flex items-start gap-3 border-line border-b px-4 py-3">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
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
        {/* A question without fields has an empty form, and no band where they would stand. */}
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 has-[>form:only-child:empty]:hidden">
          {children}
        </div>
        {footer ? <footer className={dialogFooter}>{footer}</footer> : null}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export const dialogFooter =
  "flex flex-col-reverse gap-2 border-line border-t bg-sunken px-4 py-3 sm:flex-row sm:justify-end";
