import type { Metadata, Viewport } from "next";
import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("field-service.work");
  return {
    title: t("title"),
    description: t("meta.description"),
    manifest: "/jobs.webmanifest",
    icons: {
      icon: [{ url: "/icon.svg", type: "image/svg+xml" }],
      apple: [{ url: "/jobs-icons/apple-180.png", sizes: "180x180" }],
    },
    appleWebApp: { capable: true, title: t("title"), statusBarStyle: "default" },
    // Numbers in a text are rarely telephones, and the customer's is shown on purpose.
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  // The surface of app/globals.css, for the bar above the page.
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#13171b" },
  ],
};

export default async function JobsLayout({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={wordsOf(await getMessages())}>{children}</NextIntlClientProvider>;
}

/** What the technician's pages say, and nothing of the console's. */
function wordsOf(all: AbstractIntlMessages): AbstractIntlMessages {
  const fieldService = all["field-service"] as AbstractIntlMessages;
  const { work, actors } = fieldService;
  const { resources, pages } = fieldService as {
    resources: AbstractIntlMessages;
    pages: AbstractIntlMessages;
  };
  const { ticket } = pages as { ticket: AbstractIntlMessages };
  const { jobs } = resources as { jobs: AbstractIntlMessages };
  return {
    "field-service": {
      work: work!,
      actors: actors!,
      resources: { jobs: { values: jobs.values! } },
      pages: { ticket: { events: ticket.events! } },
    },
  };
}
