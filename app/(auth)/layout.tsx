import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/components/shell/preferences";
import { Wordmark } from "@/components/shell/wordmark";

/** The frame of every page one sees before the console. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider messages={signInWords(messages)}>
      <div className="flex min-h-dvh flex-col">
        <header className="flex items-center justify-between px-4 py-3 sm:px-6">
          <Wordmark />
          <div className="flex items-center gap-1">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </header>
        <main className="flex flex-1 items-start justify-center px-4 pt-4 pb-12 sm:items-center sm:pt-0 sm:pb-24">
          {children}
        </main>
      </div>
    </NextIntlClientProvider>
  );
}

// Why a password is refused is said in the browser; the server words everything else.
const refusals = [
  "wrong_credentials",
  "session_disabled",
  "session_organization_suspended",
  "address_refused",
];

function signInWords({ core, governance }: AbstractIntlMessages): AbstractIntlMessages {
  if (core === undefined || typeof governance !== "object") return {};
  const { auth, errors } = governance;
  if (auth === undefined || typeof errors !== "object") return { core };
  const shown = Object.entries(errors).filter(([key]) => refusals.includes(key));
  return { core, governance: { auth, errors: Object.fromEntries(shown) } };
}
