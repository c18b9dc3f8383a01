import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** Sends along the words the account's dialogs say in the browser, and no more of the catalogue. */
export async function AccountMessages({ children }: { children: ReactNode }) {
  const { core, governance } = await getMessages();
  if (core === undefined || typeof governance !== "object") return children;
  const { account, auth } = governance;
  if (account === undefined || auth === undefined) return children;
  return (
    <NextIntlClientProvider messages={{ core, governance: { account, auth } }}>
      {children}
    </NextIntlClientProvider>
  );
}
