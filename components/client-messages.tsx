import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

export type ClientMessagesProps = {
  /** Catalogues whose strings client components below read themselves; `core` is always there. */
  namespaces?: string[];
  children: ReactNode;
};

/** Gives client components the catalogues they use and no more: every namespace here travels with each page. */
export async function ClientMessages({ namespaces = [], children }: ClientMessagesProps) {
  const all = await getMessages();
  const messages: AbstractIntlMessages = {};
  for (const name of ["core", ...namespaces]) {
    const catalogue = all[name];
    if (catalogue !== undefined) messages[name] = catalogue;
  }
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
