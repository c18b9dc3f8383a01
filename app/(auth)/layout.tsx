import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/components/shell/preferences";
import { Wordmark } from "@/components/shell/wordmark";

/** The frame of every page one sees before the console. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { core, governance } = await getMessages();
  const words = typeof governance === "object" ? { auth: governance.auth, errors: governance.errors } : {};
  return (
    <NextIntlClientProvider messages={{ core, governance: words }}>
      <div className="flex min-h-dvh flex-col">
        <header className="flex items-center justify-between px-4 py-3 sm:px-6">
          <Wordmark />
          <div className="flex items-center gap-1">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        <main className="flex flex-1 justify-center px-4 pt-4 pb-12 sm:items-center sm:pt-0 sm:pb-24">
          {children}
        </main>
      </div>
    </NextIntlClientProvider>
  );
}
