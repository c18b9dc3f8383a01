import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/components/shell/preferences";
import { Wordmark } from "@/components/shell/wordmark";

/** The frame of a page for people who have no account here. */
export default function PayerLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-4 py-3 sm:px-6">
        <Wordmark />
        <div className="flex items-center gap-1">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-4 pb-12 sm:pt-16">{children}</main>
    </div>
  );
}
