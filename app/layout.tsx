import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { holdEarlySubmits } from "@/components/ui/early-submit";
import { Toaster } from "@/components/ui/toaster";
import { chooseLocale, HTML_LANG } from "@/lib/core/i18n/locale";
import { DENSITY_COOKIE, readTheme, THEME_COOKIE } from "@/lib/core/i18n/theme";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("core.app");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
    applicationName: t("name"),
    manifest: "/manifest.webmanifest",
    icons: { icon: [{ url: "/icon.svg", type: "image/svg+xml" }] },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, request] = await Promise.all([getLocale(), cookies(), headers()]);
  const theme = readTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <html
      lang={HTML_LANG[chooseLocale(locale, null)]}
      data-density={jar.get(DENSITY_COOKIE)?.value === "dense" ? "dense" : undefined}
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <head>
        <script
          nonce={request.get("x-nonce") ?? undefined}
          // Browsers hide a nonce from scripts.
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a text of ours, which has to run before any file arrives
          dangerouslySetInnerHTML={{ __html: holdEarlySubmits }}
        />
      </head>
      <body>
        <ClientMessages>
          {children}
          <Toaster />
        </ClientMessages>
      </body>
    </html>
  );
}
