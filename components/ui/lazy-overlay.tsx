"use client";

import { Slot } from "radix-ui/slot";
import { type ComponentType, type ReactElement, useState } from "react";

/** What a menu or popover loaded on demand is given: the button it hangs on, and whether to stand open at once. */
export type OverlayProps = { trigger: ReactElement; defaultOpen: boolean };

export type LazyOverlayProps<P extends object> = {
  /** Loads the overlay's module; called when a pointer or the keyboard comes near, again when pressed. */
  load: () => Promise<ComponentType<P & OverlayProps>>;
  trigger: ReactElement;
  popup?: "menu" | "dialog" | "listbox";
  props: P;
};

/** A button whose menu or popover costs no script until somebody reaches for it. */
export function LazyOverlay<P extends object>({ load, trigger, popup = "menu", props }: LazyOverlayProps<P>) {
  const [Overlay, setOverlay] = useState<ComponentType<P & OverlayProps> | null>(null);
  if (Overlay) return <Overlay {...props} trigger={trigger} defaultOpen />;
  const near = () => void load().catch(() => undefined);
  return (
    <Slot
      aria-haspopup={popup}
      aria-expanded={false}
      onPointerEnter={near}
      onFocus={near}
      onClick={async () => {
        const loaded = await load();
        setOverlay(() => loaded);
      }}
    >
      {trigger}
    </Slot>
  );
}
