import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { PublicFrame } from "@/components/shell/public-frame";

/** The frame of every page one sees before the console. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider messages={signInWords(messages)}>
      <PublicFrame layout="middle">{children}</PublicFrame>
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
