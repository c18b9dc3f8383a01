import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { LanguageSwitch, ThemeSwitch } from "@/components/shell/preferences";
import { Wordmark } from "@/components/shell/wordmark";

/** The frame of what customers see: no account, no menu, and no more script than a phone in a basement can load. */
export default function BookingLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages namespaces={["booking"]}>
      <div className="flex min-h-dvh flex-col">
        <header className="flex items-center justify-between gap-2 px-4 py-3 sm:px-6">
          <Wordmark />
          <div className="flex items-center gap-1">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        <main className="mx-auto w-full max-w-3xl flex-1 px-4 pt-2 pb-16 sm:px-6 sm:pt-6">{children}</main>
      </div>
    </ClientMessages>
  );
}
