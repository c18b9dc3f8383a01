"use client";

import * as Primitive from "radix-ui/popover";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverAnchor = Primitive.Anchor;
export const PopoverClose = Primitive.Close;

export type PopoverContentProps = ComponentProps<typeof Primitive.Content> & {
  /** What it is called for those who cannot see where it hangs. */
  label: string;
};

export function PopoverContent({
  label,
  className,
  align = "start",
  sideOffset = 4,
  ...rest
}: PopoverContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        aria-label={label}
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "overlay max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-16px)] overflow-y-auto",
          className ?? "w-72 p-3",
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}
