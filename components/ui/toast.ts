"use client";

import type { ExternalToast } from "sonner";

type Kind = "success" | "error" | "info" | "warning";

/** Waking the toaster loads it; until the first notice nobody pays for it. */
export const TOAST_EVENT = "fairlead:toast";
export type ToastRequest = { kind: Kind; text: string; options?: ExternalToast };

function say(kind: Kind) {
  return (text: string, options?: ExternalToast): void => {
    dispatchEvent(new CustomEvent<ToastRequest>(TOAST_EVENT, { detail: { kind, text, options } }));
  };
}

/** A short notice in the corner. Errors a person must act on belong where they act, not only here. */
export const toast = {
  success: say("success"),
  error: say("error"),
  info: say("info"),
  warning: say("warning"),
};
