"use client";

import { type ComponentType, useEffect, useState } from "react";
import { TOAST_EVENT, type ToastRequest } from "./toast";

/** Where `toast` (toast.ts) speaks. Mounted once, by the root layout. */
export function Toaster() {
  const [Body, setBody] = useState<ComponentType | null>(null);
  useEffect(() => {
    async function onToast(event: Event) {
      const { kind, text, options } = (event as CustomEvent<ToastRequest>).detail;
      const [{ toast }, { ToasterBody }] = await Promise.all([import("sonner"), import("./toaster-body")]);
      setBody(() => ToasterBody);
      toast[kind](text, options);
    }
    addEventListener(TOAST_EVENT, onToast);
    return () => removeEventListener(TOAST_EVENT, onToast);
  }, []);
  return Body ? <Body /> : null;
}
