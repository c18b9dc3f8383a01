"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

export type BottomSheetProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Buttons, the one that is meant first. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A question from below, within reach of a thumb. The browser's own dialog: it holds the focus and closes with Escape. */
export function BottomSheet(props: BottomSheetProps) {
  return props.open ? <Open {...props} /> : null;
}

function Open({ onClose, title, footer, children }: BottomSheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="mx-auto mt-auto mb-0 max-h-[90dvh] w-full max-w-2xl overflow-y-auto rounded-t-md bg-raised text-ink backdrop:bg-scrim"
    >
      <div className="space-y-4 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
        <h2 id={titleId} className="font-semibold text-xl [overflow-wrap:anywhere]">
          {title}
        </h2>
        {children}
        {footer ? <div className="flex flex-col gap-2">{footer}</div> : null}
      </div>
    </dialog>
  );
}
