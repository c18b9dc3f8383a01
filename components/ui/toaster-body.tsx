"use client";

import { useTranslations } from "next-intl";
import { Toaster as Sonner } from "sonner";
import { toneInk } from "./tone";
import { ToneMark } from "./tone-mark";

/** Loaded by `Toaster` with the first notice. */
export function ToasterBody() {
  const t = useTranslations("core.common");
  const mark = (tone: "done" | "waiting" | "danger" | "progress") => (
    <ToneMark tone={tone} className={`size-2.5 ${toneInk[tone]}`} />
  );
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      visibleToasts={4}
      containerAriaLabel={t("notices")}
      // The library brings the system's font.
      style={{ fontFamily: "inherit" }}
      icons={{
        success: mark("done"),
        error: mark("danger"),
        warning: mark("waiting"),
        info: mark("progress"),
      }}
      toastOptions={{
        unstyled: true,
        closeButton: false,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-md bg-raised p-3 text-sm text-ink shadow-overlay sm:w-90",
          title: "font-medium",
          description: "text-ink-2",
          content: "min-w-0 flex-1",
          icon: "mt-1.5 shrink-0",
          actionButton:
            "h-7 shrink-0 rounded-md border border-line-strong px-2 font-medium hover:bg-hover cursor-pointer",
        },
      }}
    />
  );
}
