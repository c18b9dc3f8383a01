import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/components/shell/preferences";
import { Wordmark } from "@/components/shell/wordmark";

export async function generateMetadata() {
  return { title: (await getTranslations("core.docs"))("title") };
}

/** The frame of the API's description, which anybody may read. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const [{ core }, t] = await Promise.all([getMessages(), getTranslations("core.docs.page")]);
  return (
    <NextIntlClientProvider messages={core === undefined ? {} : { core }}>
      <header className="sticky top-0 z-10 flex items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <Wordmark />
        <nav className="ml-auto flex items-center gap-1">
          <a href="/" className="px-2 text-accent text-sm hover:underline">
            {t("back")}
          </a>
          <LanguageSwitch />
          <ThemeSwitch />
        </nav>
      </header>
      {children}
    </NextIntlClientProvider>
  );
}
